import { type JsonMember, type JsonNode, readJsonSource } from '../json-text/source'
import { checkStrict } from './check-strict'
import type { SchemaFinding, SchemaFix } from './schema-finding'
import { checkKeyword } from './schema-keyword-check'
import { BOUNDS, SCHEMA_TYPES } from './schema-keywords'
import { innerSchemas, memberOf, renameFix, SchemaNotes } from './schema-nodes'

interface Asked {
  /** Also what `strict: true` and structured outputs need (claude-api.md §2.5). */
  isStrict: boolean
  /** It is that of a tool's input: the API wants `type: "object"` at its top (§2.6). */
  isInput: boolean
}

/** What is wrong with the text of a JSON Schema, draft 2020-12, in the text's order. */
export function checkSchema(text: string, asked: Asked): SchemaFinding[] {
  const { node, fault } = readJsonSource(text)
  const notes = new SchemaNotes()
  if (fault !== null) {
    const place = { from: fault.from, to: fault.to }
    const fix = fault.code === 'trailingComma' ? { ...place, insert: '' } : null
    notes.error({ code: 'syntax', fault: fault.code }, place, fix)
    return notes.list()
  }
  if (asked.isInput) checkRoot(node, notes)
  const schemas = schemasIn(node)
  for (const schema of schemas) checkOne(schema, node, notes)
  if (asked.isStrict) checkStrict(schemas, node, notes)
  return notes.list()
}

function schemasIn(root: JsonNode): JsonNode[] {
  const found: JsonNode[] = [root]
  // It grows while it is gone through.
  for (const schema of found) found.push(...innerSchemas(schema))
  return found
}

/** The API refuses any other top; a `type` that is none at all is found elsewhere. */
function checkRoot(root: JsonNode, notes: SchemaNotes): void {
  if (root.members === undefined) return
  const type = memberOf(root, 'type')?.node
  if (type === undefined) {
    const place = { from: root.from, to: root.from + 1 }
    notes.error({ code: 'rootType' }, place, typeFix(root))
  } else if (type.value !== 'object' && SCHEMA_TYPES.some((one) => one === type.value)) {
    notes.error({ code: 'rootType' }, type, { from: type.from, to: type.to, insert: '"object"' })
  }
}

/** Makes `type` the first keyword. */
function typeFix({ from, members }: JsonNode): SchemaFix {
  const isEmpty = members?.length === 0
  return { from: from + 1, to: from + 1, insert: `\n  "type": "object"${isEmpty ? '\n' : ','}` }
}

function checkOne(schema: JsonNode, root: JsonNode, notes: SchemaNotes): void {
  if (typeof schema.value === 'boolean') return
  if (schema.members === undefined) {
    notes.error({ code: 'notSchema' }, schema)
    return
  }
  for (const member of schema.members) checkKeyword(member, root, notes)
  checkTwice(schema.members, notes)
  checkRequired(schema, notes)
  checkBounds(schema, notes)
}

/** The last one of a name holds, which is seldom what is meant. */
function checkTwice(members: readonly JsonMember[], notes: SchemaNotes): void {
  const seen = new Set<string>()
  for (const { name, nameFrom, nameTo, node } of members) {
    if (seen.has(name)) notes.error({ code: 'duplicate', name }, { from: nameFrom, to: nameTo })
    seen.add(name)
    // Of the properties too, which are no keywords.
    if (name === 'properties' && node.members !== undefined) checkTwice(node.members, notes)
  }
}

function checkRequired(schema: JsonNode, notes: SchemaNotes): void {
  const properties = memberOf(schema, 'properties')?.node.members
  const known = properties?.map(({ name }) => name) ?? []
  // What they come to together is not known here.
  if (
    ['allOf', 'anyOf', 'oneOf', '$ref', 'patternProperties'].some((name) => memberOf(schema, name))
  )
    return
  for (const item of memberOf(schema, 'required')?.node.items ?? []) {
    const name = item.value
    if (typeof name !== 'string' || known.includes(name)) continue
    const { nearest, fix } = renameFix(item, name, known)
    notes.warn({ code: 'required', name, nearest }, item, fix)
  }
}

function checkBounds(schema: JsonNode, notes: SchemaNotes): void {
  for (const [low, high] of BOUNDS) {
    const least = memberOf(schema, low)?.node
    const most = memberOf(schema, high)?.node
    if (typeof least?.value !== 'number' || typeof most?.value !== 'number') continue
    if (least.value > most.value) notes.warn({ code: 'bounds', low, high }, most)
  }
}
