import 'server-only'
import { isRecord } from '@/lib/wire/json'
import { type Facts, readFacts } from '../facts/facts'
import { findValues } from '../facts/find-values'
import { SCORES } from '../facts/found'
import { type Kind, type Wanted, wantedBy } from '../facts/kinds'
import { saidByVerb } from '../facts/said-by-verb'
import { fill } from '../json/fill'
import { newFilling } from '../json/filling'
import { repaired } from '../json/repair'
import { flatten, namesOf, propertiesOf, type Schema, textOr, typesOf } from '../json/schema'
import { validatorOf } from '../json/validator'
import type { Offered } from './offered'

export type Input = Readonly<Record<string, unknown>>

/** An input made from a text, and what of it the text does not say. */
export interface Made {
  input: Input
  missing: string[]
}

const ROOT = { name: '', parent: '', path: '', isRequired: true, depth: 0 }

/** The input of a tool from what a text says. */
export function fillInput({ schema }: Offered, facts: Facts): Made {
  const filling = newFilling(schema, false)
  const filled = fill(schema, facts, filling, ROOT)?.value
  return { input: valid(schema, isRecord(filled) ? filled : {}), missing: filling.missing }
}

/** Only what a text plainly says of an input, nothing that merely has to be there. */
function saidIn(schema: Schema, facts: Facts): Input {
  const filled = fill(
    { ...flatten(schema, schema), required: [] },
    facts,
    newFilling(schema, false),
    ROOT,
  )?.value
  return isRecord(filled) ? filled : {}
}

export function valid(schema: Schema, input: Input): Input {
  const made = repaired(schema, input, validatorOf(schema) ?? (() => true))
  return isRecord(made) ? made : {}
}

/** Kinds of which a request may name several where a tool takes one at a time. */
const MANIFOLD: ReadonlySet<Kind> = new Set<Kind>([
  'place',
  'country',
  'timezone',
  'symbol',
  'company',
  'url',
  'email',
  'id',
  'date',
  'person',
  'name',
  'path',
  'expression',
  'currency',
  'language',
  'thing',
  'end',
])

/**
 * The inputs of a tool for a text: one, or one for each of the values that the clauses name for a
 * parameter that takes a single one ("in Paris and in Rome").
 */
export function fillInputs(
  tool: Offered,
  facts: Facts,
  clauses: readonly string[],
): { inputs: Input[]; missing: string[] } {
  const base = fillInput(tool, facts)
  const parts = clauses.slice(0, MOST_CALLS).map(readFacts)
  const pivot = parts.length > 1 ? findPivot(tool.schema, base.input, parts, facts.text) : null
  if (pivot === null) return { inputs: [base.input], missing: base.missing }
  const others = othersThan(pivot.name, base.input)
  const inputs = parts.flatMap((part) => {
    const value = bestFor(pivot, part)
    return value === null || others.has(value)
      ? []
      : [valid(tool.schema, { ...base.input, ...saidIn(tool.schema, part), [pivot.name]: value })]
  })
  const distinct = [...new Map(inputs.map((input) => [JSON.stringify(input), input])).values()]
  return { inputs: distinct.length > 1 ? distinct : [base.input], missing: base.missing }
}

const MOST_CALLS = 20

/** The first parameter for which the clauses name different values that no other parameter has. */
function findPivot(
  given: Schema,
  base: Input,
  parts: readonly Facts[],
  text: string,
): Wanted | null {
  const schema = flatten(given, given)
  const required = new Set(namesOf(schema.required))
  const wanted = Object.entries(propertiesOf(schema))
    .slice(0, 40)
    .sort(([a], [b]) => Number(required.has(b)) - Number(required.has(a)))
    .flatMap(([name, property]) => scalarWanted(name, flatten(property, given)))
    .filter(
      ({ kind, type, name }) =>
        (MANIFOLD.has(kind) || type !== 'string') &&
        (required.has(name) || Object.hasOwn(base, name)),
    )
  for (const one of wanted) {
    // A verb says which single one is meant.
    if (saidByVerb(one, text).length > 0) continue
    const values = new Set(parts.flatMap((part) => bestFor(one, part) ?? []))
    const others = othersThan(one.name, base)
    if ([...values].filter((value) => !others.has(value)).length > 1) return one
  }
  return null
}

/** What the other parameters hold. */
const othersThan = (own: string, base: Input): ReadonlySet<unknown> =>
  new Set(Object.entries(base).flatMap(([name, value]) => (name === own ? [] : valuesIn(value))))

const DEEPEST = 6

function valuesIn(value: unknown, depth = 0): unknown[] {
  if (typeof value !== 'object' || value === null || depth > DEEPEST) return [value]
  return Object.values(value).flatMap((one) => valuesIn(one, depth + 1))
}

function scalarWanted(name: string, schema: Schema): Wanted[] {
  const [type] = typesOf(schema)
  const isScalar = type === 'string' || type === 'number' || type === 'integer'
  if (!isScalar || Array.isArray(schema.enum) || 'const' in schema) return []
  const format = typeof schema.format === 'string' ? schema.format : null
  return [wantedBy(name, { type, description: textOr(schema.description, ''), format })]
}

/** Kinds of which a name of any other kind may look like one. */
const LEAST: Partial<Record<Kind, number>> = { person: SCORES.likely, symbol: SCORES.form }

function bestFor(wanted: Wanted, part: Facts): string | number | null {
  const [best] = findValues(wanted, part)
  // A number alone may count anything.
  const least = wanted.type === 'string' ? (LEAST[wanted.kind] ?? SCORES.weak) : SCORES.cue
  return best !== undefined && best.score >= least ? best.value : null
}
