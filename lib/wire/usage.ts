import { isRecord } from './json'
import type { Usage } from './types'

/** The counters that this program computes with; anything but a number in their place is noise. */
const COUNTERS: ReadonlySet<string> = new Set([
  'input_tokens',
  'output_tokens',
  'cache_creation_input_tokens',
  'cache_read_input_tokens',
])

/**
 * Counts of a later event over those known. They are totals of the whole message
 * (claude-api.md §4): a value overwrites and is never added, an absent or null one keeps what was
 * there. Objects such as `server_tool_use` are merged field by field, one level deep.
 */
export function mergeUsage(known: Usage, update: unknown): Usage {
  if (!isRecord(update)) return known
  const fields = Object.entries(update).filter(
    ([key, value]) => value === null || !COUNTERS.has(key) || typeof value === 'number',
  )
  return overlay(known, fields, (before, value) =>
    isRecord(before) && isRecord(value) ? overlay(before, Object.entries(value), takeNew) : value,
  )
}

const takeNew = (_before: unknown, value: unknown): unknown => value

/** `fromEntries` defines properties, where assignment would run the setter of `__proto__`. */
function overlay(
  known: Readonly<Record<string, unknown>>,
  fields: [string, unknown][],
  combine: (before: unknown, value: unknown) => unknown,
): Record<string, unknown> {
  const news = fields.filter(([key, value]) => value !== null || !Object.hasOwn(known, key))
  const entries = news.map(([key, value]) => [key, combine(known[key], value)] as const)
  return { ...known, ...Object.fromEntries(entries) }
}
