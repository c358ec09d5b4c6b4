import { canonicalJson, isRecord } from '@/lib/wire/json'
import { isOfFormat } from './formats'

export type Schema = Readonly<Record<string, unknown>>

/** Its words are the message `tools.flaws.<code>`. */
export type Flaw =
  | { code: 'type'; expected: string }
  | { code: 'enum'; values: string }
  | { code: 'const'; value: string }
  | { code: 'required'; name: string }
  | { code: 'extra'; name: string }
  | { code: 'bound'; keyword: string; limit: number }
  | { code: 'pattern'; pattern: string }
  | { code: 'format'; format: string }
  | { code: 'twice' }
  | { code: 'never' }
  | { code: 'none'; keyword: string }
  | { code: 'many' }
  | { code: 'not' }

/** What a value does wrong by its schema, and where: names and indexes joined by dots. */
export type ValueFlaw = Flaw & { path: string }

type Inner = (schema: unknown, value: unknown, name?: string) => ValueFlaw[]
type Check = (schema: Schema, value: unknown, inner: Inner) => readonly (Flaw | ValueFlaw)[]

/** Keywords that say something about a value, and that nothing here looks at. */
export const NOT_CHECKED: ReadonlySet<string> = new Set([
  ...['if', 'dependentSchemas', 'unevaluatedProperties', 'unevaluatedItems'],
  ...['minContains', 'maxContains', '$dynamicRef', 'dependencies', 'additionalItems'],
])

/** By JSON, so that 1.0 is an integer and a list no object. */
export function isOfType(value: unknown, type: unknown): boolean {
  if (type === 'integer') return Number.isInteger(value)
  if (type === 'object') return isRecord(value)
  if (type === 'array') return Array.isArray(value)
  if (type === 'null') return value === null
  return typeof value === type
}

const isSame = (a: unknown, b: unknown) => canonicalJson(a) === canonicalJson(b)

const textOf = (value: unknown) => JSON.stringify(value) ?? ''

/** A check of values of one type against a number. */
const bound =
  (
    keyword: string,
    measure: (value: unknown) => number | null,
    isIn: (size: number, limit: number) => boolean,
  ): Check =>
  (schema, value) => {
    const limit = schema[keyword]
    const size = measure(value)
    if (typeof limit !== 'number' || size === null || isIn(size, limit)) return []
    return [{ code: 'bound', keyword, limit }]
  }

const atLeast = (size: number, limit: number) => size >= limit
const atMost = (size: number, limit: number) => size <= limit
const number = (value: unknown) => (typeof value === 'number' ? value : null)
const length = (value: unknown) => (typeof value === 'string' ? [...value].length : null)
const items = (value: unknown) => (Array.isArray(value) ? value.length : null)
const names = (value: unknown) => (isRecord(value) ? Object.keys(value).length : null)

/** What a keyword says about a value. */
export const CHECKS: Readonly<Record<string, Check>> = {
  type: ({ type }, value) => {
    const types: unknown[] = Array.isArray(type) ? type : [type]
    return types.some((one) => isOfType(value, one))
      ? []
      : [{ code: 'type', expected: types.join(', ') }]
  },
  enum: ({ enum: values }, value) => {
    if (!Array.isArray(values) || values.some((one) => isSame(one, value))) return []
    return [{ code: 'enum', values: values.map(textOf).join(', ') }]
  },
  const: (schema, value) =>
    isSame(schema.const, value) ? [] : [{ code: 'const', value: textOf(schema.const) }],
  minimum: bound('minimum', number, atLeast),
  maximum: bound('maximum', number, atMost),
  exclusiveMinimum: bound('exclusiveMinimum', number, (size, limit) => size > limit),
  exclusiveMaximum: bound('exclusiveMaximum', number, (size, limit) => size < limit),
  // As a float divides: 0.3 is a multiple of 0.1.
  multipleOf: bound(
    'multipleOf',
    number,
    (size, limit) => Math.abs(size / limit - Math.round(size / limit)) < 1e-9,
  ),
  minLength: bound('minLength', length, atLeast),
  maxLength: bound('maxLength', length, atMost),
  minItems: bound('minItems', items, atLeast),
  maxItems: bound('maxItems', items, atMost),
  minProperties: bound('minProperties', names, atLeast),
  maxProperties: bound('maxProperties', names, atMost),
  pattern: ({ pattern }, value) =>
    typeof value !== 'string' || matches(pattern, value)
      ? []
      : [{ code: 'pattern', pattern: String(pattern) }],
  format: ({ format }, value) =>
    typeof value !== 'string' || isOfFormat(String(format), value)
      ? []
      : [{ code: 'format', format: String(format) }],
  uniqueItems: ({ uniqueItems }, value) =>
    uniqueItems === true &&
    Array.isArray(value) &&
    new Set(value.map(canonicalJson)).size < value.length
      ? [{ code: 'twice' }]
      : [],
  required: ({ required }, value) => missing(required, value),
  dependentRequired: ({ dependentRequired: rows }, value) =>
    isRecord(rows) && isRecord(value)
      ? Object.entries(rows).flatMap(([name, needed]) =>
          Object.hasOwn(value, name) ? missing(needed, value) : [],
        )
      : [],
  properties: ({ properties }, value, inner) =>
    isRecord(properties) && isRecord(value)
      ? Object.entries(properties).flatMap(([name, part]) =>
          Object.hasOwn(value, name) ? inner(part, value[name], name) : [],
        )
      : [],
  patternProperties: ({ patternProperties: rows }, value, inner) =>
    isRecord(rows) && isRecord(value)
      ? Object.entries(rows).flatMap(([pattern, part]) =>
          Object.keys(value).flatMap((name) =>
            matches(pattern, name) ? inner(part, value[name], name) : [],
          ),
        )
      : [],
  additionalProperties: (schema, value, inner) => {
    if (!isRecord(value)) return []
    const extra = schema.additionalProperties
    return Object.keys(value)
      .filter((name) => isExtra(schema, name))
      .flatMap((name): (Flaw | ValueFlaw)[] =>
        extra === false ? [{ code: 'extra', name }] : inner(extra, value[name], name),
      )
  },
  propertyNames: ({ propertyNames: part }, value, inner) =>
    isRecord(value) ? Object.keys(value).flatMap((name) => inner(part, name, name)) : [],
  prefixItems: ({ prefixItems: parts }, value, inner) =>
    Array.isArray(value) && Array.isArray(parts)
      ? value.slice(0, parts.length).flatMap((item, at) => inner(parts[at], item, String(at)))
      : [],
  items: ({ items: part, prefixItems: before }, value, inner) => {
    if (!Array.isArray(value)) return []
    const from = Array.isArray(before) ? before.length : 0
    return value.slice(from).flatMap((item, at) => inner(part, item, String(from + at)))
  },
  contains: ({ contains, minContains }, value, inner) =>
    !Array.isArray(value) ||
    minContains === 0 ||
    value.some((item) => inner(contains, item).length === 0)
      ? []
      : [{ code: 'none', keyword: 'contains' }],
  allOf: ({ allOf }, value, inner) => listOf(allOf).flatMap((part) => inner(part, value)),
  anyOf: ({ anyOf }, value, inner) =>
    listOf(anyOf).some((part) => inner(part, value).length === 0)
      ? []
      : [{ code: 'none', keyword: 'anyOf' }],
  oneOf: ({ oneOf }, value, inner) => {
    const fitting = listOf(oneOf).filter((part) => inner(part, value).length === 0).length
    if (fitting === 1) return []
    return [fitting === 0 ? { code: 'none', keyword: 'oneOf' } : { code: 'many' }]
  },
  not: ({ not }, value, inner) => (inner(not, value).length === 0 ? [{ code: 'not' }] : []),
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : []
}

function missing(needed: unknown, value: unknown): Flaw[] {
  if (!isRecord(value)) return []
  return listOf(needed).flatMap((name) =>
    typeof name === 'string' && !Object.hasOwn(value, name) ? [{ code: 'required', name }] : [],
  )
}

function isExtra({ properties, patternProperties }: Schema, name: string): boolean {
  if (isRecord(properties) && Object.hasOwn(properties, name)) return false
  return (
    !isRecord(patternProperties) ||
    !Object.keys(patternProperties).some((one) => matches(one, name))
  )
}

/** One that is no pattern says nothing against a value: the schema's own check tells of it. */
function matches(pattern: unknown, text: string): boolean {
  for (const flags of ['u', '']) {
    try {
      return new RegExp(String(pattern), flags).test(text)
    } catch {}
  }
  return true
}
