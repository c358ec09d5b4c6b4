import 'server-only'
import { isRecord } from '@/lib/wire/json'
import type { Facts } from '../facts/facts'
import { ENOUGH_FOR_OPTIONAL } from '../facts/found'
import { wantedBy } from '../facts/kinds'
import { chooseBoolean } from './choose-boolean'
import { chooseEnum } from './choose-enum'
import { fitTo } from './constraints'
import { fillArray } from './fill-array'
import { fillScalars } from './fill-scalars'
import type { Filled, Filling, Place } from './filling'
import { placeholderFor } from './placeholder'
import {
  flatten,
  isNullable,
  namesOf,
  propertiesOf,
  type Schema,
  textOr,
  typesOf,
  unionOf,
} from './schema'

const DEEPEST = 12

/** Fills a schema with what a text says; null where nothing does and nothing must be there. */
export function fill(given: unknown, facts: Facts, filling: Filling, place: Place): Filled | null {
  const schema = flatten(given, filling.root)
  if (--filling.left < 0 || place.depth > DEEPEST) return empty(schema, filling, place)
  if ('const' in schema) return place.isRequired ? { value: schema.const, known: 0 } : null
  if (Array.isArray(schema.enum)) return fillEnum(schema, schema.enum, facts, filling, place)
  const branches = unionOf(schema)
  if (branches.length > 0) return fillUnion(schema, branches, facts, filling, place)
  const types = typesOf(schema)
  if (types.includes('object')) return fillObject(schema, facts, filling, place)
  if (types.includes('array'))
    return fillArray(schema, facts, filling, place, fill) ?? empty(schema, filling, place)
  if (types[0] === 'boolean') return fillBoolean(schema, facts, filling, place)
  const alone = fillScalars([{ schema, place }], facts, filling).get(place.name)
  return alone === undefined ? empty(schema, filling, place) : { value: alone, known: 1 }
}

/** What stands in for a value that no text gives. */
function empty(schema: Schema, filling: Filling, place: Place): Filled | null {
  if (!place.isRequired) return null
  if (filling.isDocument || 'default' in schema || 'const' in schema) {
    return { value: placeholderFor(schema, filling.root, place.depth), known: 0 }
  }
  const limit = usualLimit(schema, place)
  if (limit !== null) return { value: limit, known: 0 }
  // A choice can be made without being told.
  if (!Array.isArray(schema.enum) && !typesOf(schema).includes('boolean'))
    filling.missing.push(place.path)
  const [example] = Array.isArray(schema.examples) ? schema.examples : []
  const value = example ?? placeholderFor(schema, filling.root, place.depth)
  return { value, known: 0 }
}

const USUAL_LIMITS = [10, 5, 1]

/** How many results are wanted is seldom said. */
function usualLimit(schema: Schema, { name }: Place): number | null {
  const isLimit =
    /^(?:(?:max|num|n|top|limit|count|page|per)[_-]?)+(?:results?|items?|size|k|n|count)?$/i.test(
      name,
    )
  if (!isLimit || !typesOf(schema).some((type) => type === 'integer' || type === 'number'))
    return null
  return USUAL_LIMITS.find((limit) => fitTo(limit, schema) !== null) ?? null
}

const wantedAt = (schema: Schema, { name, parent }: Place, type: 'string' | 'boolean') =>
  wantedBy(name, { type, description: textOr(schema.description, ''), format: null }, parent)

function fillEnum(
  schema: Schema,
  members: unknown[],
  facts: Facts,
  filling: Filling,
  place: Place,
): Filled | null {
  const [best] = chooseEnum(members, wantedAt(schema, place, 'string'), facts)
  const isEnough = best !== undefined && (place.isRequired || best.score >= ENOUGH_FOR_OPTIONAL)
  return isEnough ? { value: best.value, known: 1 } : empty(schema, filling, place)
}

function fillBoolean(schema: Schema, facts: Facts, filling: Filling, place: Place): Filled | null {
  const choice = chooseBoolean(wantedAt(schema, place, 'boolean'), facts)
  if (choice !== null) return { value: choice.value, known: 1 }
  return filling.isDocument || place.isRequired ? empty(schema, filling, place) : null
}

/** The branch that the text says most of; null where null is allowed and the text says nothing. */
function fillUnion(
  schema: Schema,
  branches: unknown[],
  facts: Facts,
  filling: Filling,
  place: Place,
): Filled | null {
  const { anyOf: _, oneOf: __, ...own } = schema
  let best: { filled: Filled; trial: Filling } | null = null
  for (const branch of branches) {
    if (isRecord(branch) && branch.type === 'null') continue
    const trial: Filling = { ...filling, missing: [], taken: new Set(filling.taken) }
    const filled = fill({ allOf: [own, branch] }, facts, trial, place)
    filling.left = trial.left
    if (filled !== null && (best === null || filled.known > best.filled.known))
      best = { filled, trial }
  }
  if (isNullable(schema) && (best === null || best.filled.known === 0)) {
    return place.isRequired ? { value: null, known: 0 } : null
  }
  if (best === null) return empty(schema, filling, place)
  filling.missing.push(...best.trial.missing)
  filling.taken = best.trial.taken
  return best.filled
}

const MOST_PROPERTIES = 300

function fillObject(schema: Schema, facts: Facts, filling: Filling, place: Place): Filled | null {
  const required = new Set(namesOf(schema.required))
  const missingBefore = filling.missing.length
  const parts = Object.entries(propertiesOf(schema))
    .slice(0, MOST_PROPERTIES)
    .map(([name, property]) => ({
      schema: flatten(property, filling.root),
      place: {
        name,
        parent: place.name,
        path: place.path === '' ? name : `${place.path}.${name}`,
        isRequired: required.has(name),
        depth: place.depth + 1,
      },
    }))
  const scalars = fillScalars(
    parts.filter(({ schema: one }) => isScalar(one)),
    facts,
    filling,
  )
  const filled = new Map<string, unknown>()
  let known = 0
  for (const part of parts) {
    const { name } = part.place
    const scalar = scalars.get(name)
    const one =
      scalar !== undefined
        ? { value: scalar, known: 1 }
        : isScalar(part.schema)
          ? nothingFor(part, filling)
          : fill(part.schema, facts, filling, part.place)
    if (one === null) continue
    known += one.known
    filled.set(name, one.value)
  }
  for (const name of required)
    if (!filled.has(name)) filled.set(name, placeholderFor({}, filling.root))
  if (known === 0 && !place.isRequired) {
    filling.missing.length = missingBefore
    return null
  }
  // Not by assignment: a property may be called `__proto__`.
  return { value: Object.fromEntries(filled), known }
}

function nothingFor(
  { schema, place }: { schema: Schema; place: Place },
  filling: Filling,
): Filled | null {
  if (place.isRequired && isNullable(schema)) return { value: null, known: 0 }
  return empty(schema, filling, place)
}

/** A text or number that is found, not chosen from a list. */
function isScalar(schema: Schema): boolean {
  const [type] = typesOf(schema)
  const isFound = type === 'string' || type === 'number' || type === 'integer'
  return (
    isFound && !('const' in schema) && !Array.isArray(schema.enum) && unionOf(schema).length === 0
  )
}
