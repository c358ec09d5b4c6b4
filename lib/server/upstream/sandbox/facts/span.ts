import 'server-only'

/** A piece of a text that says something. */
export interface Span {
  text: string
  start: number
  end: number
}

/** What a text has more of than this is no fact any more. */
const MOST_SPANS = 250

/** The matches of a global expression; the first group that matched is the span, else the match. */
export function spansOf(text: string, pattern: RegExp): Span[] {
  const spans: Span[] = []
  for (const match of text.matchAll(pattern)) {
    const inner = match.slice(1).find((group) => group !== undefined) ?? match[0]
    const start = match.index + match[0].indexOf(inner)
    spans.push({ text: inner, start, end: start + inner.length })
    if (spans.length >= MOST_SPANS) break
  }
  return spans
}

export const overlaps = (a: Omit<Span, 'text'>, b: Omit<Span, 'text'>): boolean =>
  a.start < b.end && b.start < a.end

/** Those that touch none of the others. */
export function outside<One extends Span>(spans: readonly One[], others: readonly Span[]): One[] {
  return spans.filter((span) => !others.some((other) => overlaps(span, other)))
}
