import 'server-only'

/**
 * A schema's own regular expressions. They come from anybody, so only those are run that cannot run
 * away: no repetition inside a repetition, no look-around, no back reference, few open-ended parts.
 */

const LONGEST_PATTERN = 200
const MOST_OPEN_ENDED = 4
/** Longer texts are not held against a pattern. */
const LONGEST_TEXT = 400

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
  const bare = source.replace(/\\[^\d]/g, 'x').replace(/\[(?:[^\]])*\]/g, 'x')
  if (/\(\?(?!:)|\\\d/.test(bare)) return false
  const openEnded = bare.match(/[*+]|\{\d+,\}/g)?.length ?? 0
  const bounds = Array.from(bare.matchAll(/\{(\d+)(?:,(\d*))?\}/g), ([, low, high]) =>
    Number(high || low),
  )
  if (openEnded > MOST_OPEN_ENDED || bounds.some((bound) => bound > 1000)) return false
  return !repeatsRepetition(bare)
}

/** True for `(a+)+` and its like: a repeated group that holds a repetition or a choice. */
function repeatsRepetition(bare: string): boolean {
  const inner = [false]
  for (let at = 0; at < bare.length; at++) {
    const letter = bare[at] ?? ''
    if (letter === '(') inner.push(false)
    else if (letter === ')') {
      const holds = inner.pop() ?? false
      const isOpen = /^(?:[*+]|\{\d+,\d*\})/.test(bare.slice(at + 1))
      if (holds && isOpen) return true
      if (inner.length === 0) return true
      inner[inner.length - 1] ||= holds
    } else if (/[*+{|?]/.test(letter) && !(letter === '?' && bare[at - 1] === '(')) {
      inner[inner.length - 1] = true
    }
  }
  return false
}
