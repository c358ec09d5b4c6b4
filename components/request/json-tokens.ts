export interface JsonToken {
  kind: 'string' | 'number' | 'word' | 'plain'
  text: string
}

/** A string, with the colon after it if it is a key; a number; true, false, null. */
const TOKEN =
  /"(?:[^"\\]|\\.)*"(?<colon>\s*:)?|(?<number>-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|(?<word>true|false|null)/g

/** Splits a JSON text into what has a colour and what has none; keys have none, nothing is lost. */
export function tokenizeJson(text: string): JsonToken[] {
  const tokens: JsonToken[] = []
  let end = 0
  for (const match of text.matchAll(TOKEN)) {
    if (match.groups?.colon !== undefined) continue
    if (match.index > end) tokens.push({ kind: 'plain', text: text.slice(end, match.index) })
    const kind =
      match.groups?.number !== undefined
        ? 'number'
        : match.groups?.word !== undefined
          ? 'word'
          : 'string'
    tokens.push({ kind, text: match[0] })
    end = match.index + match[0].length
  }
  if (end < text.length) tokens.push({ kind: 'plain', text: text.slice(end) })
  return tokens
}

/** The lines of a text, each with the break that ends it. */
export function splitLines(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+/g) ?? []
}

const DEEPEST = 16

/** By how many characters what wraps of a line goes in: two more than the line itself. */
export function hangOf(line: string): number {
  const indent = line.search(/[^ ]/)
  return indent <= 0 ? 0 : Math.min(indent, DEEPEST) + 2
}

/**
 * The beginning and the end of a long text, with how many characters lie between; null for a text
 * that is short enough. No character is cut in two.
 */
export function cutMiddle(
  text: string,
  most: number,
): { head: string; tail: string; left: number } | null {
  if (text.length <= most) return null
  const isLow = (at: number) => (text.charCodeAt(at) & 0xfc00) === 0xdc00
  const half = Math.floor(most / 2)
  const from = isLow(half) ? half + 1 : half
  const to = isLow(text.length - half) ? text.length - half + 1 : text.length - half
  return { head: text.slice(0, from), tail: text.slice(to), left: to - from }
}
