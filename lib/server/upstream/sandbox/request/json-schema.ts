import 'server-only'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { isRecord } from '@/lib/wire/json'

/** What may be wrong with a JSON Schema of a request (claude-api.md §2.5). */

type Schema = Readonly<Record<string, unknown>>

const ajv = new Ajv2020({ strict: false, validateFormats: false, logger: false })

/** Why a schema is none of draft 2020-12, whatever draft it says that it is of; null for one that is. */
export function schemaComplaint({ $schema: _draft, ...schema }: Schema): string | null {
  return ajv.validateSchema(schema) === true
    ? null
    : 'JSON schema is invalid. It must match JSON Schema draft 2020-12 (https://json-schema.org/draft/2020-12).'
}

/** Keywords that structured outputs refuse, by the type that they bound. */
const REFUSED_BOUNDS: Readonly<Record<string, readonly string[]>> = {
  number: ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'],
  string: ['minLength', 'maxLength'],
}

/** Keywords that hold one schema, a list of them, or one for each name. */
const INNER = {
  one: ['items', 'contains', 'not', 'if', 'then', 'else', 'propertyNames', 'additionalProperties'],
  list: ['anyOf', 'allOf', 'oneOf', 'prefixItems'],
  named: ['properties', '$defs', 'definitions', 'patternProperties', 'dependentSchemas'],
} as const

/** Why a schema cannot shape an answer; null for one that can. */
export function limitComplaint(root: Schema): string | null {
  for (const schema of schemasIn(root)) {
    const complaint =
      boundComplaint(schema) ?? objectComplaint(schema) ?? refComplaint(schema, root)
    if (complaint !== null) return complaint
  }
  return isRecursive(root) ? 'Recursive schemas are not supported' : null
}

function innerSchemas(schema: Schema): Schema[] {
  const valuesOf = (value: unknown) => (isRecord(value) ? Object.values(value) : [])
  return [
    ...INNER.one.map((key) => schema[key]),
    ...INNER.list.flatMap((key) => schema[key]),
    ...INNER.named.flatMap((key) => valuesOf(schema[key])),
  ].filter(isRecord)
}

function schemasIn(schema: Schema): Schema[] {
  return [schema, ...innerSchemas(schema).flatMap(schemasIn)]
}

function boundComplaint(schema: Schema): string | null {
  for (const [type, keywords] of Object.entries(REFUSED_BOUNDS)) {
    const found = keywords.filter((keyword) => schema[keyword] !== undefined)
    if (found.length > 0) {
      return `For '${type}' type, properties ${found.join(', ')} are not supported`
    }
  }
  const { minItems } = schema
  return minItems !== undefined && minItems !== 0 && minItems !== 1
    ? "For 'array' type, 'minItems' values other than 0 or 1 are not supported"
    : null
}

function objectComplaint({ type, properties, additionalProperties }: Schema): string | null {
  const types = Array.isArray(type) ? type : [type]
  const isObject = types.includes('object') || properties !== undefined
  return isObject && additionalProperties !== false
    ? "For 'object' type, 'additionalProperties' must be explicitly set to false"
    : null
}

function refComplaint({ $ref }: Schema, root: Schema): string | null {
  if (typeof $ref !== 'string') return null
  if (!$ref.startsWith('#')) return `External $ref is not supported: ${$ref}`
  return lookUp(root, $ref) === null ? `$ref leads nowhere: ${$ref}` : null
}

/**
 * True when following what a schema holds and refers to comes back to a schema on the way. Without
 * recursion of its own: references may chain up longer than the call stack is.
 */
function isRecursive(root: Schema): boolean {
  const states = new Map<Schema, 'on the way' | 'done'>()
  const ahead = [root]
  for (let schema = ahead.at(-1); schema !== undefined; schema = ahead.at(-1)) {
    if (states.has(schema)) {
      states.set(schema, 'done')
      ahead.pop()
      continue
    }
    states.set(schema, 'on the way')
    const target = typeof schema.$ref === 'string' ? lookUp(root, schema.$ref) : null
    for (const next of [...innerSchemas(schema), target]) {
      if (next === null || states.get(next) === 'done') continue
      if (states.has(next)) return true
      ahead.push(next)
    }
  }
  return false
}

/** The schema that a `#/…` pointer names. */
function lookUp(root: Schema, ref: string): Schema | null {
  if (ref !== '#' && !ref.startsWith('#/')) return null
  const found = ref
    .slice(1)
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<unknown>(
      (at, part) => (isRecord(at) && Object.hasOwn(at, part) ? at[part] : undefined),
      root,
    )
  return isRecord(found) ? found : null
}
