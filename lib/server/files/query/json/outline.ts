import 'server-only'
import { isRecord } from '@/lib/wire/json'
import { listOf, shorten } from '../tellable'

const MOST_KEYS = 50

/** What a value consists of, in a sentence, for somebody who is to ask it for a part. */
export function outlineOf(value: unknown): string {
  if (Array.isArray(value)) {
    const [first] = value
    const elements = isRecord(first) ? ` The first has the keys ${listOf(Object.keys(first))}.` : ''
    return `It is an array of ${value.length}.${elements}`
  }
  if (!isRecord(value)) return `It is a ${value === null ? 'null' : typeof value}.`
  const keys = Object.entries(value)
  const told = keys
    .slice(0, MOST_KEYS)
    .map(([key, part]) => `${shorten(key, 80)} (${kindOf(part)})`)
  const more = keys.length > MOST_KEYS ? ` and ${keys.length - MOST_KEYS} more` : ''
  return `It is an object with the keys ${told.join(', ')}${more}.`
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return `array of ${value.length}`
  return value === null ? 'null' : typeof value
}
