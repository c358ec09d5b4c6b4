import 'server-only'
import { isRecord } from '@/lib/wire/json'

/** A schema whose property `__proto__`, which ajv overlooks, is one of a pattern, which it does not. */
export function protoAsPattern(schema: Record<string, unknown>): Record<string, unknown> {
  const { properties, patternProperties } = schema
  if (!isRecord(properties) || !Object.hasOwn(properties, '__proto__')) return schema
  const { __proto__: proto, ...rest } = properties
  const patterns = isRecord(patternProperties) ? patternProperties : {}
  return { ...schema, properties: rest, patternProperties: { ...patterns, '^__proto__$': proto } }
}
