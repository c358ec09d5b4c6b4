import { endOfString } from './json'

/** A string, a number, a mark between them; `rounded` is a number that JSON.parse changes. */
export interface JsonTextToken {
  kind: 'string' | 'number' | 'rounded' | 'mark'
  start: number
  length: number
}

/** How strings begin, numbers, and the marks between them; JSON.parse has found no fault with the rest. */
const TOKEN = /["{}[\],:]|-?\d[\d.eE+-]*/g

/**
 * The tokens of a JSON text without a fault, in order. No pattern runs over a string: one of megabytes,
 * as files are, would take more stack than there is.
 */
export function* readJsonTokens(text: string): Generator<JsonTextToken> {
  const pattern = new RegExp(TOKEN)
  for (let found = pattern.exec(text); found !== null; found = pattern.exec(text)) {
    const { 0: token, index: start } = found
    if (token === '"') pattern.lastIndex = endOfString(text, start) + 1
    yield { kind: kindOf(token), start, length: pattern.lastIndex - start }
  }
}

function kindOf(token: string): JsonTextToken['kind'] {
  if (token === '"') return 'string'
  if (!/^[\d-]/.test(token)) return 'mark'
  return isExact(token) ? 'number' : 'rounded'
}

/** No double has more digits that count; to strip the zeros of millions would take minutes. */
const MOST_DIGITS = 1100

/** True when a number's decimal digits are those of the double that it is read as. */
function isExact(literal: string): boolean {
  if (literal.length > MOST_DIGITS) return false
  const read = Number(literal)
  return Number.isFinite(read) && decimal(literal) === decimal(String(read))
}

/** True when two JSON numbers have the same value, however it is written; not tried at absurd lengths. */
export function isSameNumber(one: string, other: string): boolean {
  if (one === other) return true
  if (Math.max(one.length, other.length) > MOST_DIGITS) return false
  return one.startsWith('-') === other.startsWith('-') && decimal(one) === decimal(other)
}

/** A number in one form: its significant digits and the power of ten of their end. */
function decimal(literal: string): string {
  const [, whole = '', fraction = '', power = '0'] =
    /^-?(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(literal) ?? []
  const digits = `${whole}${fraction}`.replace(/^0+/, '')
  const significant = digits.replace(/0+$/, '')
  if (significant === '') return '0'
  return `${significant}e${Number(power) - fraction.length + digits.length - significant.length}`
}
