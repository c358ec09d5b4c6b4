import 'server-only'
import { safePattern } from './pattern'

const LONGEST = 2000

/**
 * A text that matches a pattern, made of its parts: literals, classes, groups, choices and
 * repetitions, each taken the fewest times. Null where the pattern is beyond that.
 */
export function sampleOfPattern(source: unknown): string | null {
  const pattern = safePattern(source)
  if (pattern === null || typeof source !== 'string') return null
  const parser = { source, at: 0 }
  const sample = choice(parser)
  return sample !== null &&
    parser.at === source.length &&
    sample.length <= LONGEST &&
    pattern.test(sample)
    ? sample
    : null
}

interface Parser {
  source: string
  at: number
}

function choice(parser: Parser): string | null {
  const first = sequence(parser)
  while (parser.source[parser.at] === '|') {
    parser.at++
    if (sequence(parser) === null) return null
  }
  return first
}

function sequence(parser: Parser): string | null {
  let text = ''
  while (parser.at < parser.source.length && !'|)'.includes(parser.source[parser.at] ?? '')) {
    const one = atom(parser)
    if (one === null) return null
    text += one.repeat(fewest(parser))
    if (text.length > LONGEST) return null
  }
  return text
}

function atom(parser: Parser): string | null {
  const letter = parser.source[parser.at++] ?? ''
  if (letter === '^' || letter === '$') return ''
  if (letter === '.') return 'x'
  if (letter === '\\') return escaped(parser.source[parser.at++] ?? '')
  if (letter === '[') return classMember(parser)
  if (letter !== '(') return letter
  if (parser.source.startsWith('?:', parser.at)) parser.at += 2
  const inner = choice(parser)
  return parser.source[parser.at++] === ')' ? inner : null
}

const ESCAPED: Readonly<Record<string, string>> = {
  d: '0',
  w: 'a',
  s: ' ',
  D: 'x',
  W: '-',
  S: 'x',
  b: '',
  n: '\n',
  t: '\t',
}

const escaped = (letter: string): string | null => {
  if (Object.hasOwn(ESCAPED, letter)) return ESCAPED[letter] ?? null
  return /[A-Za-z\d]/.test(letter) ? null : letter
}

function classMember(parser: Parser): string | null {
  const end = closeOf(parser.source, parser.at)
  if (end < 0) return null
  const body = parser.source.slice(parser.at, end)
  parser.at = end + 1
  if (!body.startsWith('^')) return body[0] === '\\' ? escaped(body[1] ?? '') : (body[0] ?? null)
  try {
    const member = new RegExp(`[${body}]`, 'u')
    return ['x', '0', '-', ' ', 'é'].find((letter) => member.test(letter)) ?? null
  } catch {
    return null
  }
}

function closeOf(source: string, from: number): number {
  for (let at = from; at < source.length; at++) {
    if (source[at] === '\\') at++
    else if (source[at] === ']' && at > from) return at
  }
  return -1
}

/** How often the atom before must stand at least. */
function fewest(parser: Parser): number {
  const quantifier = /^(?:([*?])|(\+)|\{(\d{1,3})(?:,\d*)?\})\??/.exec(
    parser.source.slice(parser.at),
  )
  if (quantifier === null) return 1
  parser.at += quantifier[0].length
  if (quantifier[1] !== undefined) return 0
  return quantifier[2] === undefined ? Number(quantifier[3]) : 1
}
