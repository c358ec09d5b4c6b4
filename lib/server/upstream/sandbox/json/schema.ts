import 'server-only'
import { isRecord } from '@/lib/wire/json'

/** A JSON Schema, as it came. */
export type Schema = Readonly<Record<string, unknown>>

const DEEPEST = 16

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

/**
 * A schema with its `$ref` followed and its `allOf` taken in, so that its keywords stand in one place.
 * What a reference points to is taken in once: parts that all refer to the whole would never end.
 */
export function flatten(
  given: unknown,
  root: Schema,
  followed: Set<string> = new Set(),
  depth = 0,
): Schema {
  if (!isRecord(given) || depth > DEEPEST) return {}
  const { $ref, allOf, ...own } = given
  const parts: Schema[] = []
  if (typeof $ref === 'string' && !followed.has($ref)) {
    followed.add($ref)
    parts.push(flatten(lookUp($ref, root), root, followed, depth + 1))
  }
  if (Array.isArray(allOf)) {
    for (const part of allOf.slice(0, 20)) parts.push(flatten(part, root, followed, depth + 1))
  }
  if (parts.length > 0) return [...parts, own].reduce<Schema>(merge, {})
  return $ref === undefined ? given : own
}

function merge(a: Schema, b: Schema): Schema {
  const merged: Record<string, unknown> = { ...a, ...b }
  const { properties } = a
  if (isRecord(properties) && isRecord(b.properties)) {
    const both = Object.entries(b.properties).map(([name, property]) => [
      name,
      Object.hasOwn(properties, name) ? { allOf: [properties[name], property] } : property,
    ])
    merged.properties = { ...properties, ...Object.fromEntries(both) }
  }
  merged.required = [...new Set([...namesOf(a.required), ...namesOf(b.required)])]
  if (Array.isArray(a.enum) && Array.isArray(b.enum)) {
    const allowed = new Set(b.enum)
    merged.enum = a.enum.filter((value: unknown) => allowed.has(value))
  }
  return merged
}

/** The properties of a flat schema by name. */
export const propertiesOf = ({ properties }: Schema): Readonly<Record<string, unknown>> =>
  isRecord(properties) ? properties : {}

/** One property of a flat schema, flat as well; the schema of anything where it has none of the name. */
export function propertyOf(schema: Schema, name: string, root: Schema): Schema {
  const properties = propertiesOf(schema)
  return flatten(Object.hasOwn(properties, name) ? properties[name] : {}, root)
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
