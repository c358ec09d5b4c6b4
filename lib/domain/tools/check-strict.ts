import type { JsonNode } from '../json-text/source'
import type { SchemaFix } from './schema-finding'
import { REFUSED_WHEN_STRICT } from './schema-keywords'
import { innerSchemas, lookUp, memberOf, type SchemaNotes } from './schema-nodes'

/** What the API refuses in a schema that shapes an answer, or a strict tool's input (claude-api.md §2.5). */
export function checkStrict(
  schemas: readonly JsonNode[],
  root: JsonNode,
  notes: SchemaNotes,
): void {
  for (const schema of schemas) {
    checkObject(schema, notes)
    for (const { name, node, nameFrom, nameTo } of schema.members ?? []) {
      const place = { from: nameFrom, to: nameTo }
      if (REFUSED_WHEN_STRICT.has(name))
        notes.error({ code: 'strictKeyword', keyword: name }, place)
      if (name === 'minItems' && node.value !== 0 && node.value !== 1)
        notes.error({ code: 'strictItems' }, node)
      if (name === '$ref' && typeof node.value === 'string' && !node.value.startsWith('#'))
        notes.error({ code: 'outsideRef', ref: node.value }, node)
    }
  }
  const loop = findLoop(root)
  if (loop !== null) notes.error({ code: 'strictLoop' }, loop)
}

function checkObject(schema: JsonNode, notes: SchemaNotes): void {
  const type = memberOf(schema, 'type')?.node.value
  const isObject = (Array.isArray(type) ? type : [type]).includes('object')
  const properties = memberOf(schema, 'properties')
  if (!isObject && properties === null) return
  const extra = memberOf(schema, 'additionalProperties')
  if (extra?.node.value === false) return
  const { node: place } = extra ?? properties ?? { node: schema }
  const fix =
    extra === null ? closeFix(schema) : { from: place.from, to: place.to, insert: 'false' }
  const mark = extra === null ? { from: schema.from, to: schema.from + 1 } : place
  notes.error({ code: 'strictObject' }, mark, fix)
}

/** Adds the keyword as the last of a schema. */
function closeFix(schema: JsonNode): SchemaFix | null {
  const last = schema.members?.at(-1)
  if (last === undefined) return null
  const { to } = last.node
  return { from: to, to, insert: ', "additionalProperties": false' }
}

/**
 * The reference by which a schema comes back to itself; null where none does. Without recursion of its
 * own: references may chain up longer than the call stack is.
 */
function findLoop(root: JsonNode): JsonNode | null {
  const states = new Map<JsonNode, 'on the way' | 'done'>()
  const ahead: { schema: JsonNode; by: JsonNode }[] = [{ schema: root, by: root }]
  for (let top = ahead.at(-1); top !== undefined; top = ahead.at(-1)) {
    const { schema } = top
    if (states.has(schema)) {
      states.set(schema, 'done')
      ahead.pop()
      continue
    }
    states.set(schema, 'on the way')
    const ref = memberOf(schema, '$ref')?.node
    const target = typeof ref?.value === 'string' ? lookUp(root, ref.value) : null
    const nexts = innerSchemas(schema).map((inner) => ({ schema: inner, by: inner }))
    if (ref !== undefined && target !== null) nexts.push({ schema: target, by: ref })
    for (const next of nexts) {
      const state = states.get(next.schema)
      if (state === 'on the way') return next.by
      if (state === undefined) ahead.push(next)
    }
  }
  return null
}
