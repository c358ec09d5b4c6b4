import 'server-only'

/** A sentence of a text: where it stands, blanks around it left out. */
export interface Span {
  start: number
  end: number
}

/** What goes on for longer without an end is parted, so that no text is one endless sentence. */
const LONGEST = 1_000
/** A line shorter than this that ends without a mark is a heading or an entry, and none that wraps. */
const SHORT_LINE = 48

const ABBREVIATIONS = new Set(
  (
    'mr mrs ms dr prof st sr jr vs etc e.g i.e cf al fig no nos vol pp p ed eds inc ltd co corp ' +
    'approx dept est jan feb mar apr jun jul aug sep sept oct nov dec u.s u.k a.m p.m ph.d'
  ).split(' '),
)
const LIST_MARK = /^[ \t]{0,8}(?:[-*+•·▪–]|\d{1,3}[.)、．]|[（(]\d{1,3}[)）]|#{1,6}|>|\||```)/
const CLOSERS = '"\'”’」』）)]》】'

const isWideEnd = (mark: string) => mark === '。' || mark === '！' || mark === '？' || mark === '；'
const isBlank = (mark: string | undefined) => mark === undefined || /\s/.test(mark)

/** The sentences, headings and entries of a text in their order. */
export function splitSentences(text: string): Span[] {
  const spans: Span[] = []
  let start = 0
  const close = (end: number) => {
    const span = trim(text, start, end)
    if (span.end > span.start) spans.push(span)
    start = end
  }
  for (let at = 0; at < text.length; at++) {
    const mark = text[at] ?? ''
    if (mark === '\n') {
      if (endsAtLine(text, start, at)) close(at + 1)
    } else if (isWideEnd(mark) || (isNarrowEnd(mark) && endsAt(text, start, at))) {
      let end = at + 1
      while (end < text.length && endsFurther(text[end] ?? '')) end++
      close(end)
      at = end - 1
    } else if (at - start >= LONGEST && isFitToPart(text, at, start)) {
      close(at)
    }
  }
  close(text.length)
  return spans
}

const isNarrowEnd = (mark: string) => mark === '.' || mark === '!' || mark === '?' || mark === '…'
const endsFurther = (mark: string) =>
  mark !== '' && (CLOSERS.includes(mark) || isNarrowEnd(mark) || isWideEnd(mark))

function isFitToPart(text: string, at: number, start: number): boolean {
  const code = text.charCodeAt(at)
  const isHalf = code >= 0xdc00 && code <= 0xdfff
  return isBlank(text[at]) || (at - start >= LONGEST * 1.2 && !isHalf)
}

function trim(text: string, from: number, to: number): Span {
  let [start, end] = [from, to]
  while (start < end && isBlank(text[start])) start++
  while (end > start && isBlank(text[end - 1])) end--
  return { start, end }
}

/** Whether a mark such as a full stop ends the sentence, and no abbreviation, figure or address. */
function endsAt(text: string, start: number, at: number): boolean {
  let next = at + 1
  while (next < text.length && endsFurther(text[next] ?? '')) next++
  if (!isBlank(text[next]) && !isHan(text, next)) return false
  if (text[at] !== '.') return true
  const word = wordBefore(text, start, at)
  if (/^\d{1,3}$/.test(word) && at - word.length === firstOf(text, start)) return false
  if (/^[A-Z]$/.test(word) || ABBREVIATIONS.has(word.toLowerCase())) {
    return isBlank(text[next]) && text[next + 1] === undefined
  }
  while (next < text.length && isBlank(text[next]) && text[next] !== '\n') next++
  return !/[a-z]/.test(text[next] ?? '')
}

const isHan = (text: string, at: number) => /[\u3400-\u9fff]/.test(text[at] ?? '')

function firstOf(text: string, start: number): number {
  let first = start
  while (first < text.length && isBlank(text[first])) first++
  return first
}

function wordBefore(text: string, start: number, at: number): string {
  let from = at
  while (from > start && at - from < 12 && /[\p{L}\p{N}.]/u.test(text[from - 1] ?? '')) from--
  return text.slice(from, at)
}

/** Whether the line that ends at `at` ends a sentence too, or goes on in the next line. */
function endsAtLine(text: string, start: number, at: number): boolean {
  const next = text.slice(at + 1, at + 81)
  if (/^[ \t\r]*(?:\n|$)/.test(next) || LIST_MARK.test(next)) return true
  const lineStart = Math.max(text.lastIndexOf('\n', at - 1) + 1, start, at - LONGEST)
  const line = text.slice(lineStart, at).trimEnd()
  if (/^\s{0,3}#{1,6}\s/.test(line) || line.startsWith('|')) return true
  if (/[.!?:;。！？：；]["”’)）]?$/.test(line)) return true
  return widthOf(line) < SHORT_LINE && /^\s*[\p{Lu}\p{N}\p{Lo}"“「]/u.test(next)
}

/** How wide a text is in Latin letters; a Chinese character takes two. */
export function widthOf(text: string): number {
  let width = 0
  for (let at = 0; at < text.length; at++) width += text.charCodeAt(at) >= 0x2e80 ? 2 : 1
  return width
}
