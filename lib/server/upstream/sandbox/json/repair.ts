import 'server-only'
import { isRecord } from '@/lib/wire/json'
import { placeholderFor } from './placeholder'
import { flatten, type Schema } from './schema'

/** Makes a filled value valid: an object loses those of its values that are not; else the emptiest value stands in. */
export function repaired(
  schema: Schema,
  filled: unknown,
  isValid: (value: unknown) => boolean,
): unknown {
  if (isValid(filled)) return filled
  const blank = placeholderFor(schema, schema)
  const { properties } = flatten(schema, schema)
  if (!isRecord(filled) || !isRecord(properties) || !isRecord(blank) || !isValid(blank))
    return blank
  let kept: Record<string, unknown> = { ...blank }
  for (const [name, value] of Object.entries(filled)) {
    const more = { ...kept, [name]: value }
    if (isValid(more)) kept = more
  }
  return kept
}
