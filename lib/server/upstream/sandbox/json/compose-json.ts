import 'server-only'
import type { Brief } from '../answer/brief'
import { readFacts } from '../facts/facts'
import { fill } from './fill'
import { newFilling } from './filling'
import { materialOf } from './material'
import { repaired } from './repair'
import type { Schema } from './schema'
import { validatorOf } from './validator'

const ROOT = { name: '', parent: '', path: '', isRequired: true, depth: 0 }

/** JSON that is valid for a schema, filled with the facts of the brief; what no fact gives is left empty. */
export function composeJson(schema: Schema, brief: Brief): string {
  const facts = readFacts(materialOf(brief))
  const filled = fill(schema, facts, newFilling(schema, true), ROOT)?.value ?? null
  return JSON.stringify(repaired(schema, filled, validatorOf(schema) ?? (() => true)))
}
