import 'server-only'
import { isRecord } from '@/lib/wire/json'

/** A JSON Schema, as it came. */
export type Schema = Readonly<Record<string, unknown>>

const DEEPEST_REF = 16

/** What a `$ref` inside a document points to; null where it points nowhere or outside. */
function lookUp(ref: string, root: Schema): unknown {
  if (!ref.startsWith('#')) return null
  const path = ref.slice(1).split('/').slice(1)
  return path.reduce<unknown>((value, part) => {
    const key = safeDecode(part).replaceAll('~1', '/').replaceAll('~0', '~')
    return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
      ? Reflect.get(value, key)
      : null
  }, root)
}

function safeDecode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

/** A schema with its `$ref` followed and its `allOf` taken in, so that its keywords stand in one place. */
export function flatten(given: unknown, root: Schema, depth = 0): Schema {
  if (!isRecord(given) || depth > DEEPEST_REF) return {}
  const { $ref, allOf, ...own } = given
  const parts: Schema[] = []
  if (typeof $ref === 'string') parts.push(flatten(lookUp($ref, root), root, depth + 1))
  if (Array.isArray(allOf)) {
    for (const part of allOf.slice(0, 20)) parts.push(flatten(part, root, depth + 1))
  }
  return parts.length === 0 ? given : [...parts, own].reduce<Schema>(merge, {})
}

function merge(a: Schema, b: Schema): Schema {
  const merged: Record<string, unknown> = { ...a, ...b }
  if (isRecord(a.properties) && isRecord(b.properties)) {
    const both = Object.entries(b.properties).map(([name, property]) => {
      const other =
        isRecord(a.properties) && Object.hasOwn(a.properties, name) ? a.properties[name] : undefined
      return [name, other === undefined ? property : { allOf: [other, property] }]
    })
    merged.properties = { ...a.properties, ...Object.fromEntries(both) }
  }
  merged.required = [...new Set([...namesOf(a.required), ...namesOf(b.required)])]
  if (Array.isArray(a.enum) && Array.isArray(b.enum)) {
    const allowed = new Set(b.enum)
    merged.enum = a.enum.filter((value: unknown) => allowed.has(value))
  }
  return merged
}

/** The texts in a list. */
export const namesOf = (list: unknown): string[] =>
  Array.isArray(list) ? list.filter((name) => typeof name === 'string') : []

const TYPES = ['object', 'array', 'string', 'integer', 'number', 'boolean', 'null'] as const
type TypeName = (typeof TYPES)[number]

/** The types that a flat schema takes, `null` left out; guessed from its keywords where it names none. */
export function typesOf(schema: Schema): TypeName[] {
  const named = Array.isArray(schema.type) ? schema.type : [schema.type]
  const types = TYPES.filter((type) => named.includes(type))
  if (types.length > 0) return types.filter((type) => type !== 'null' || types.length === 1)
  if (isRecord(schema.properties)) return ['object']
  if ('items' in schema || 'prefixItems' in schema) return ['array']
  if ('minimum' in schema || 'maximum' in schema || 'multipleOf' in schema) return ['number']
  return ['string']
}

/** Whether a flat schema takes null. */
export function isNullable(schema: Schema): boolean {
  return (
    schema.nullable === true ||
    schema.type === 'null' ||
    (Array.isArray(schema.type) && schema.type.includes('null')) ||
    (Array.isArray(schema.enum) && schema.enum.includes(null)) ||
    unionOf(schema).some((branch) => isRecord(branch) && branch.type === 'null')
  )
}

/** The branches of `anyOf` or `oneOf`. */
export function unionOf(schema: Schema): unknown[] {
  for (const union of [schema.anyOf, schema.oneOf]) {
    if (Array.isArray(union) && union.length > 0) return union.slice(0, 20)
  }
  return []
}

export const textOr = (value: unknown, otherwise: string): string =>
  typeof value === 'string' ? value : otherwise
