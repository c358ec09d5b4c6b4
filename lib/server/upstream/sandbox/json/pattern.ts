import 'server-only'

/**
 * A schema's own regular expressions. They come from anybody, so only those are run that cannot run
 * away: no look-around, no back reference, and few ways to take one text.
 */

const LONGEST_PATTERN = 200
/** Longer texts are not held against a pattern. */
const LONGEST_TEXT = 200
const MOST_TIMES = 1000
/** What a part without an end counts for: in a text of that length four of them search half a second at most. */
const OPEN_ENDED = 64
const MOST_WAYS = OPEN_ENDED ** 4

const known = new Map<string, RegExp | null>()
const MOST_KNOWN = 200

/** A pattern that may be run; null where it is none or could take too long. */
export function safePattern(source: unknown): RegExp | null {
  if (typeof source !== 'string' || source.length > LONGEST_PATTERN) return null
  const seen = known.get(source)
  if (seen !== undefined) return seen
  const pattern = isTame(source) ? compile(source) : null
  if (known.size >= MOST_KNOWN) known.clear()
  known.set(source, pattern)
  return pattern
}

/** Whether a text matches; a pattern that may not be run is matched by all. */
export function matches(source: unknown, text: string): boolean {
  const pattern = safePattern(source)
  return pattern === null || (text.length <= LONGEST_TEXT && pattern.test(text))
}

function compile(source: string): RegExp | null {
  try {
    return new RegExp(source, 'u')
  } catch {
    return null
  }
}

function isTame(source: string): boolean {
  const bare = source.replace(/\\[^\d]/g, 'x').replace(/\[[^\]]*\]/g, 'x')
  return !/\(\?(?!:)|\\\d/.test(bare) && waysOf(bare) <= MOST_WAYS
}

/** The ways of one part or group: those of the choices that are read, and of the one being read. */
interface Ways {
  before: number
  now: number
}

/** In how many ways, at most, a pattern without escapes and classes may take the same text. */
function waysOf(bare: string): number {
  const open: Ways[] = [{ before: 0, now: 1 }]
  for (let at = 0; at < bare.length; ) {
    const letter = bare[at++] ?? ''
    const group = open.at(-1)
    if (group === undefined) break
    if (letter === '(') {
      open.push({ before: 0, now: 1 })
      if (bare.startsWith('?:', at)) at += 2
    } else if (letter === '|') {
      group.before += group.now
      group.now = 1
    } else {
      const part = letter === ')' ? open.pop() : { before: 0, now: 1 }
      const around = open.at(-1)
      // A group that is closed and was never opened.
      if (part === undefined || around === undefined) return Number.POSITIVE_INFINITY
      const quantifier = /^(?:[*+?]|\{\d+(?:,\d*)?\})\??/.exec(bare.slice(at))?.[0] ?? ''
      at += quantifier.length
      around.now *= repeated(part.before + part.now, quantifier)
    }
  }
  return open.reduce((product, { before, now }) => product * (before + now), 1)
}

function repeated(ways: number, quantifier: string): number {
  if (quantifier === '') return ways
  if (quantifier.startsWith('?')) return ways + 1
  const [, low = '0', comma, high] = /^\{(\d+)(,?)(\d*)/.exec(quantifier) ?? []
  const most = comma === '' ? Number(low) : Number(high || LONGEST_TEXT)
  if (most > MOST_TIMES) return Number.POSITIVE_INFINITY
  // What has one way may be taken this often or that often; the ways of others multiply each time.
  return ways === 1 ? Math.min(most - Number(low) + 1, OPEN_ENDED) : ways ** most
}
