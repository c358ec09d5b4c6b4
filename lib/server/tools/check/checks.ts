import 'server-only'
import Ajv, { type ErrorObject, type Options, type ValidateFunction } from 'ajv/dist/2020.js'
import { isDeeperThan, isRecord } from '@/lib/wire/json'
import { protoAsPattern } from '../../json-schema/proto-as-pattern'

/** What the thread is asked: whether a value is valid for a schema. Both are JSON. */
export interface CheckJob {
  schema: string
  input: string
}

/** Larger schemas are not compiled. */
const LONGEST_SCHEMA = 500_000
const DEEPEST_SCHEMA = 100
const MOST_KNOWN = 100

/**
 * Checks values by schemas that may come from anybody, in a thread that is ended if that takes too
 * long. Compiled schemas are kept, those used last.
 */
export function createChecks() {
  const meta = createMeta()
  const known = new Map<string, ValidateFunction | null>()

  const validatorOf = (schema: string): ValidateFunction | null => {
    const seen = known.get(schema)
    known.delete(schema)
    const validator = seen === undefined ? compile(schema, meta) : seen
    known.set(schema, validator)
    for (const oldest of known.keys()) {
      if (known.size <= MOST_KNOWN) break
      known.delete(oldest)
    }
    return validator
  }
  return {
    /** Null where nothing is wrong, or the schema cannot be checked. */
    checkInput({ schema, input }: CheckJob): string | null {
      const validate = validatorOf(schema)
      if (validate === null || validate(JSON.parse(input)) === true) return null
      const [error] = validate.errors ?? []
      return error === undefined ? 'The input is not valid.' : inWords(error)
    },
  }
}

/** Says whether a schema is one. It is not fed with them, and keeps none. */
function createMeta(): Ajv {
  const meta = new Ajv(OPTIONS)
  // Draft 2020-12 itself is compiled here, so that the first call need not wait for it.
  meta.validateSchema({})
  return meta
}

function compile(text: string, meta: Ajv): ValidateFunction | null {
  if (text.length > LONGEST_SCHEMA) return null
  const parsed: unknown = JSON.parse(text)
  if (!isRecord(parsed) || isDeeperThan(parsed, DEEPEST_SCHEMA)) return null
  // As the API does, every schema is read as draft 2020-12, whatever it calls itself.
  const { $schema: _, ...schema } = parsed
  try {
    if (meta.validateSchema(schema) !== true) return null
    // One for each: a schema that names itself by `$id` must not be another's `$ref`. Nothing is ever
    // loaded: a `$ref` to elsewhere does not compile.
    return new Ajv({ ...OPTIONS, meta: false, validateSchema: false }).compile(forAjv(schema))
  } catch {
    return null
  }
}

/** The schema as ajv understands each of its names. */
function forAjv(schema: Record<string, unknown>): Record<string, unknown> {
  const text = JSON.stringify(schema)
  if (!text.includes('"__proto__"')) return schema
  return JSON.parse(text, (_, part: unknown) => (isRecord(part) ? protoAsPattern(part) : part))
}

const OPTIONS: Options = {
  strict: false,
  // Else a property may be called `constructor`, and each object seems to have it.
  ownProperties: true,
  validateFormats: false,
  logger: false,
  // Written out at each place, a schema of few lines becomes one without end.
  inlineRefs: false,
}

/** Such as `items[0].price must be number.` */
function inWords({ instancePath, keyword, params, message }: ErrorObject): string {
  const path = instancePath
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((part) => (/^\d+$/.test(part) ? `[${part}]` : `.${part}`))
    .join('')
    .replace(/^\./, '')
  const detail = DETAILS[keyword]?.(params) ?? ''
  return `${path === '' ? 'The input' : path} ${message ?? 'is not valid'}${detail}.`
}

/** What Ajv's messages leave out. */
const DETAILS: Readonly<Record<string, (params: ErrorObject['params']) => string>> = {
  additionalProperties: ({ additionalProperty: name }) => ` (${JSON.stringify(name)} is one)`,
  unevaluatedProperties: ({ unevaluatedProperty: name }) => ` (${JSON.stringify(name)} is one)`,
  enum: ({ allowedValues }) => `: ${JSON.stringify(allowedValues).slice(0, 500)}`,
  const: ({ allowedValue }) => `: ${JSON.stringify(allowedValue).slice(0, 500)}`,
}
