import 'server-only'
import type { Caveat } from '@/lib/domain/carried'
import { endOfString } from '@/lib/wire/json'

/** How strings begin, numbers, and the marks between them; JSON.parse has found no fault with the rest. */
const TOKEN = /["{}[\],:]|-?\d[\d.eE+-]*/g
/** So many are told; the next hundred would say nothing new. */
const MOST = 5

/**
 * What a JSON text says and JSON.parse loses: numbers that it rounds, and keys that stand twice in one
 * object, of which only the last holds. The text is JSON.
 */
export function findJsonLosses(text: string): Caveat[] {
  const losses = new Map<string, Caveat>()
  const open: (Set<string> | null)[] = []
  let before = ''
  for (const token of tokensOf(text)) {
    const keys = open.at(-1)
    if (token === '{') open.push(new Set())
    else if (token === '[') open.push(null)
    else if (token === '}' || token === ']') open.pop()
    else if (token.startsWith('"')) {
      // In an object a key stands after its brace or a comma, a value after a colon.
      if (keys != null && before !== ':') {
        const key = String(JSON.parse(token))
        if (keys.has(key)) losses.set(`key ${key}`, { kind: 'duplicate', name: shorten(key) })
        keys.add(key)
      }
    } else if (/[\d-]/.test(token.charAt(0)) && !isExact(token)) {
      losses.set(token, { kind: 'number', name: shorten(token) })
    }
    before = token
    if (losses.size >= MOST) break
  }
  return [...losses.values()]
}

/** No pattern runs over a string: one of megabytes, as files are, would take more stack than there is. */
function* tokensOf(text: string): Generator<string> {
  const pattern = new RegExp(TOKEN)
  for (let found = pattern.exec(text); found !== null; found = pattern.exec(text)) {
    const [token] = found
    if (token === '"') pattern.lastIndex = endOfString(text, found.index) + 1
    yield token === '"' ? text.slice(found.index, pattern.lastIndex) : token
  }
}

const LONGEST_NAME = 60

function shorten(name: string): string {
  return name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME - 1)}…` : name
}

/** No double has more digits that count; to strip the zeros of millions would take minutes. */
const MOST_DIGITS = 1100

/** True when a number's decimal digits are those of the double that it is read as. */
function isExact(literal: string): boolean {
  if (literal.length > MOST_DIGITS) return false
  const read = Number(literal)
  return Number.isFinite(read) && decimal(literal) === decimal(String(read))
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
