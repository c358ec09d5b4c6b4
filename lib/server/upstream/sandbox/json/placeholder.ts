import 'server-only'
import { sampleOf } from './formats'
import { sampleOfPattern } from './pattern-sample'
import { flatten, isNullable, namesOf, propertyOf, type Schema, typesOf, unionOf } from './schema'

const DEEPEST = 24
const MOST_ITEMS = 50

/** The emptiest value that a schema takes, for what no text says. */
export function placeholderFor(given: unknown, root: Schema, depth = 0): unknown {
  const schema = flatten(given, root)
  if ('const' in schema) return schema.const
  if ('default' in schema) return schema.default
  if (isNullable(schema) || depth > DEEPEST) return null
  if (Array.isArray(schema.enum) && schema.enum.length > 0) return emptiestOf(schema.enum)
  const [branch] = unionOf(schema)
  if (branch !== undefined) {
    const { anyOf: _, oneOf: __, ...own } = schema
    return placeholderFor({ allOf: [own, branch] }, root, depth + 1)
  }
  switch (typesOf(schema)[0]) {
    case 'object':
      return emptyObject(schema, root, depth)
    case 'array':
      return emptyArray(schema, root, depth)
    case 'integer':
    case 'number':
      return smallestNumber(schema)
    case 'boolean':
      return false
    case 'null':
      return null
    default:
      return emptyString(schema)
  }
}

/** A member of an enum that says that nothing is known, else its first. */
function emptiestOf(members: readonly unknown[]): unknown {
  const words = [
    'unknown',
    'unspecified',
    'not specified',
    'none',
    'n/a',
    'neutral',
    'other',
    'general',
    'medium',
    'normal',
    '未知',
    '其他',
    '中性',
    '无',
    '中',
  ]
  const known = words.map((word) =>
    members.find((member) => typeof member === 'string' && member.toLowerCase() === word),
  )
  return known.find((member) => member !== undefined) ?? members[0]
}

function emptyObject(schema: Schema, root: Schema, depth: number): Record<string, unknown> {
  return Object.fromEntries(
    namesOf(schema.required).map((name) => [
      name,
      placeholderFor(propertyOf(schema, name, root), root, depth + 1),
    ]),
  )
}

function emptyArray(schema: Schema, root: Schema, depth: number): unknown[] {
  const least = typeof schema.minItems === 'number' ? Math.min(schema.minItems, MOST_ITEMS) : 0
  const prefix = Array.isArray(schema.prefixItems) ? schema.prefixItems : []
  return Array.from({ length: least }, (_, at) =>
    placeholderFor(prefix[at] ?? schema.items ?? {}, root, depth + 1),
  )
}

function smallestNumber(schema: Schema): number {
  const bound = (value: unknown) => (typeof value === 'number' ? value : null)
  const step = bound(schema.multipleOf) ?? (schema.type === 'integer' ? 1 : 0)
  const above = bound(schema.exclusiveMinimum)
  const low = bound(schema.minimum) ?? (above === null ? null : above + (step > 0 ? step : 1))
  const high =
    bound(schema.maximum) ??
    (bound(schema.exclusiveMaximum) === null
      ? null
      : Number(schema.exclusiveMaximum) - (step > 0 ? step : 1))
  const wanted = low !== null && low > 0 ? low : high !== null && high < 0 ? high : 0
  if (step === 0) return wanted
  return wanted === high ? Math.floor(wanted / step) * step : Math.ceil(wanted / step) * step
}

function emptyString(schema: Schema): string {
  const sample = sampleOf(schema.format) || (sampleOfPattern(schema.pattern) ?? '')
  const least = typeof schema.minLength === 'number' ? Math.min(schema.minLength, 1000) : 0
  return sample.length < least ? sample.padEnd(least, sample === '' ? '-' : 'x') : sample
}
