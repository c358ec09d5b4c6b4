import 'server-only'
import Ajv from 'ajv/dist/2020.js'
import { isRecord } from '@/lib/wire/json'
import { protoAsPattern } from '../../../json-schema/proto-as-pattern'
import { FORMAT_PATTERNS } from './formats'
import { safePattern } from './pattern'
import type { Schema } from './schema'

/** Larger schemas are filled, but not compiled. */
const LONGEST_SCHEMA = 100_000
const MOST_NODES = 3000
const DEEPEST = 60
const MOST_KNOWN = 100

type Validator = (value: unknown) => boolean

/** By JSON text; the one used longest ago goes first. */
const known = new Map<string, Validator | null>()

/** Says whether a value is valid for a schema; null where the schema cannot be compiled, or is too large. */
export function validatorOf(schema: Schema): Validator | null {
  const key = keyOf(schema)
  if (key === null) return null
  const seen = known.get(key)
  known.delete(key)
  const validator = seen === undefined ? compile(schema) : seen
  known.set(key, validator)
  for (const oldest of known.keys()) {
    if (known.size <= MOST_KNOWN) break
    known.delete(oldest)
  }
  return validator
}

function keyOf(schema: Schema): string | null {
  try {
    const key = JSON.stringify(schema)
    return key.length > LONGEST_SCHEMA ? null : key
  } catch {
    // Too deep to be written.
    return null
  }
}

function compile(schema: Schema): Validator | null {
  const nodes = { left: MOST_NODES }
  const clean = cleaned(schema, nodes, 0)
  if (nodes.left < 0) return null
  try {
    const validate = AJV.compile(clean)
    return (value) => isPassed(validate, value)
  } catch {
    return null
  } finally {
    // It would keep every schema that it has seen.
    AJV.removeSchema(clean)
  }
}

/** It throws where it compares objects that have a `toString` of their own: then nothing is known against them. */
function isPassed(validate: (value: unknown) => unknown, value: unknown): boolean {
  try {
    return validate(value) === true
  } catch {
    return true
  }
}

const AJV = new Ajv({
  strict: false,
  // Else a property may be called `constructor`, and each object seems to have it.
  ownProperties: true,
  meta: false,
  validateSchema: false,
  logger: false,
  formats: FORMAT_PATTERNS,
  addUsedSchema: false,
})

/** Keywords whose values are schemas by name, lists of schemas, or schemas. */
const BY_NAME = new Set([
  'properties',
  'patternProperties',
  '$defs',
  'definitions',
  'dependentSchemas',
])
const LISTS = new Set(['anyOf', 'oneOf', 'allOf', 'prefixItems'])
const SINGLE = new Set([
  'items',
  'additionalProperties',
  'not',
  'if',
  'then',
  'else',
  'contains',
  'propertyNames',
  'additionalItems',
])
/** They name the schema itself or its dialect, which would have to be loaded. */
const DROPPED = new Set([
  '$schema',
  '$id',
  'id',
  '$anchor',
  '$dynamicAnchor',
  '$vocabulary',
  'discriminator',
  '$async',
  // No keyword, and not to be assigned.
  '__proto__',
])

/** A schema without what could make a validator fetch, fail or run away. */
function cleaned(schema: Schema, nodes: { left: number }, depth: number): Record<string, unknown> {
  if (--nodes.left < 0 || depth > DEEPEST) {
    nodes.left = -1
    return {}
  }
  const inner = (value: unknown): unknown =>
    isRecord(value) ? cleaned(value, nodes, depth + 1) : value
  const clean: Record<string, unknown> = {}
  for (const [keyword, value] of Object.entries(schema)) {
    if (DROPPED.has(keyword) || (keyword === 'pattern' && safePattern(value) === null)) continue
    if (BY_NAME.has(keyword) && isRecord(value)) {
      const kept = Object.entries(value).filter(
        ([name]) => keyword !== 'patternProperties' || safePattern(name) !== null,
      )
      clean[keyword] = Object.fromEntries(kept.map(([name, one]) => [name, inner(one)]))
    } else if (LISTS.has(keyword) && Array.isArray(value)) clean[keyword] = value.map(inner)
    // A tuple as older drafts write it.
    else if (keyword === 'items' && Array.isArray(value)) clean.prefixItems = value.map(inner)
    else clean[keyword] = SINGLE.has(keyword) ? inner(value) : value
  }
  return protoAsPattern(clean)
}
