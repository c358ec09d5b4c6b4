import 'server-only'

/**
 * The sandbox's tokens: a heuristic, the same for every model, and an estimate wherever a person
 * sees it. Tokens joined give the text back, so that a text can be streamed and cut by them.
 */

const LETTERS_PER_TOKEN = 6
const DIGITS_PER_TOKEN = 3

type Kind = 'letter' | 'digit' | 'space' | 'other'

function kindOf(code: number): Kind {
  if (code === 0x20 || (code >= 0x09 && code <= 0x0d)) return 'space'
  if (code >= 0x30 && code <= 0x39) return 'digit'
  const isLatin = (code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a
  // Latin with accents, Greek, Cyrillic, Armenian, Hebrew, Arabic: alphabets.
  return isLatin || (code >= 0xc0 && code < 0x0780) ? 'letter' : 'other'
}

/** Where the token that begins at `start` ends. */
function tokenEnd(text: string, start: number): number {
  const code = text.charCodeAt(start)
  const kind = kindOf(code)
  if (kind === 'other') return start + (isPairAt(text, start) ? 2 : 1)
  if (kind === 'letter') return runEnd(text, start, 'letter', LETTERS_PER_TOKEN)
  if (kind === 'digit') return runEnd(text, start, 'digit', DIGITS_PER_TOKEN)
  const end = runEnd(text, start, 'space', text.length)
  // A single blank belongs to the word after it.
  const isBlank = end === start + 1 && code === 0x20 && end < text.length
  return isBlank && kindOf(text.charCodeAt(end)) === 'letter'
    ? runEnd(text, end, 'letter', LETTERS_PER_TOKEN)
    : end
}

function runEnd(text: string, start: number, kind: Kind, most: number): number {
  let end = start + 1
  while (end < text.length && end - start < most && kindOf(text.charCodeAt(end)) === kind) end++
  return end
}

function isPairAt(text: string, at: number): boolean {
  const [high, low] = [text.charCodeAt(at), text.charCodeAt(at + 1)]
  return high >= 0xd800 && high <= 0xdbff && low >= 0xdc00 && low <= 0xdfff
}

/** The tokens of a text; at most `most` of them. */
export function splitTokens(text: string, most = Number.POSITIVE_INFINITY): string[] {
  const tokens: string[] = []
  for (let start = 0; start < text.length && tokens.length < most; ) {
    const end = tokenEnd(text, start)
    tokens.push(text.slice(start, end))
    start = end
  }
  return tokens
}

/** Of a long text only its beginning is counted, and all of it taken to be like that. */
const SAMPLE = 65_536

/** About how many tokens a text has, however long it is: not a whole number. */
export function sampleTokens(text: string): number {
  if (text.length <= SAMPLE) return countTokens(text)
  return (countTokens(text.slice(0, SAMPLE)) * text.length) / SAMPLE
}

/** How many tokens a text has, without holding them. */
export function countTokens(text: string): number {
  let count = 0
  for (let start = 0; start < text.length; count++) start = tokenEnd(text, start)
  return count
}
