import { ExactNumber } from '@/lib/domain/code/exact-json'
import { WrittenObject } from '@/lib/domain/code/written-json'

const SHOWN_STRING = 40

/** Whether a value has parts to fold out. */
export function isContainer(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !(value instanceof ExactNumber)
}

/** Whether there is anything to fold out. */
export function hasParts(value: unknown): value is object {
  return isContainer(value) && !partsOf(value).next().done
}

/** The parts of an object or array, by name or by number. */
export function entriesOf(value: object): [name: string, value: unknown][] {
  return [...partsOf(value)]
}

/** One after the other: of a large value most are never asked for. */
function* partsOf(value: object): Generator<[name: string, value: unknown]> {
  if (value instanceof WrittenObject) yield* value.members
  else for (const key in value) if (Object.hasOwn(value, key)) yield [key, Reflect.get(value, key)]
}

/** A value in one line of about `budget` characters; what does not fit is an ellipsis. Never walks a large value. */
export function summarize(value: unknown, budget = 72): string {
  if (!isContainer(value)) return scalar(value, SHOWN_STRING)
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{ ', ' }']
  let text = ''
  for (const [key, inner] of partsOf(value)) {
    const part = isContainer(inner)
      ? Array.isArray(inner)
        ? '[…]'
        : '{…}'
      : scalar(inner, SHOWN_STRING)
    const named = Array.isArray(value) ? part : `${key}: ${part}`
    const separator = text === '' ? '' : ', '
    if (text.length + named.length > budget) return `${open}${text}${separator}…${close}`
    text += separator + named
  }
  if (text === '') return Array.isArray(value) ? '[]' : '{}'
  return open + text + close
}

/** A value without parts as JSON, a long string cut at `limit` characters. */
export function scalar(value: unknown, limit: number): string {
  if (value instanceof ExactNumber) {
    return value.text.length <= limit ? value.text : `${value.text.slice(0, limit)}…`
  }
  if (typeof value !== 'string' || value.length <= limit) return JSON.stringify(value) ?? 'null'
  return `${JSON.stringify(value.slice(0, limit)).slice(0, -1)}…"`
}
