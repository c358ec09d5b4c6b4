import 'server-only'
import { isRecord } from '@/lib/wire/json'

/** One value of a JSON text and the keys that lead to it. */
export interface Fact {
  path: string[]
  value: string
}

const MOST_FACTS = 400
const DEEPEST = 12

/** The values in a JSON value, in their order. */
export function factsIn(value: unknown): Fact[] {
  const facts: Fact[] = []
  const walk = (inner: unknown, path: string[]) => {
    if (facts.length >= MOST_FACTS || path.length > DEEPEST) return
    if (Array.isArray(inner)) {
      const isPlain = inner.every((one) => typeof one !== 'object' || one === null)
      if (isPlain) facts.push({ path, value: inner.slice(0, 30).map(plain).join(', ') || '–' })
      else for (const [at, one] of inner.entries()) walk(one, [...path, String(at + 1)])
    } else if (isRecord(inner)) {
      for (const [key, one] of Object.entries(inner)) walk(one, [...path, key])
    } else {
      facts.push({ path, value: plain(inner) })
    }
  }
  walk(value, [])
  return facts
}

const plain = (value: unknown) => (value === null || value === undefined ? '–' : String(value))

/** The list or object that a text is as JSON; undefined where it is none. */
export function readJson(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** `max_temperature` and `maxTemperature` as words. */
export function spoken(key: string): string {
  return key
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[_-]+/g, ' ')
    .trim()
}
