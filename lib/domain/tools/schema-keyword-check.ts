import type { JsonMember, JsonNode } from '../json-text/source'
import { FORMATS, KEYWORDS, type KeywordShape, OLD_KEYWORDS, SCHEMA_TYPES } from './schema-keywords'
import { lookUp, ownOf, renameFix, type SchemaNotes } from './schema-nodes'

/** Looks at one keyword of a schema: whether it is known, and whether its value is of its shape. */
export function checkKeyword(member: JsonMember, root: JsonNode, notes: SchemaNotes): void {
  const { name, node, nameFrom, nameTo } = member
  const place = { from: nameFrom, to: nameTo }
  const old = ownOf(OLD_KEYWORDS, name)
  const keyword = ownOf(KEYWORDS, name) ?? old
  if (old !== null) notes.warn({ code: 'old', given: name, now: old.now }, place)
  // Fields of one's own are allowed; a misspelt keyword would be one.
  if (keyword === null) {
    const { nearest, fix } = renameFix(place, name, Object.keys(KEYWORDS))
    if (!name.startsWith('x-')) notes.warn({ code: 'keyword', given: name, nearest }, place, fix)
    return
  }
  if (name === 'items' && node.items !== undefined) {
    notes.error({ code: 'tuple' }, place, { ...place, insert: '"prefixItems"' })
    return
  }
  CHECKS[keyword.shape]({ name, node, root, notes, shape: keyword.shape })
}

interface Look {
  name: string
  node: JsonNode
  root: JsonNode
  notes: SchemaNotes
  shape: KeywordShape
}
type Check = (look: Look) => void

const isName = ({ value }: JsonNode) => typeof value === 'string'
const isWholeNumber = ({ value }: JsonNode) => Number.isInteger(value) && Number(value) >= 0

/** A check that a value is of a shape, and of nothing else. */
const shaped =
  (isGood: (node: JsonNode) => boolean): Check =>
  ({ name, node, notes, shape }) => {
    if (!isGood(node)) notes.error({ code: 'shape', keyword: name, shape }, node)
  }

const CHECKS: Readonly<Record<KeywordShape, Check>> = {
  any: () => {},
  array: (look) => {
    shaped(({ items }) => items !== undefined)(look)
    const { node, notes, name } = look
    if (name === 'enum' && node.items?.length === 0)
      notes.warn({ code: 'empty', keyword: name }, node)
  },
  boolean: shaped(({ value }) => typeof value === 'boolean'),
  count: shaped(isWholeNumber),
  named: (look) => {
    shaped(({ members }) => members !== undefined)(look)
    if (look.name === 'patternProperties') checkPatterns(look)
  },
  namedStrings: shaped(
    ({ members }) => members?.every(({ node }) => node.items?.every(isName) === true) === true,
  ),
  number: shaped(({ value }) => typeof value === 'number'),
  positive: shaped(({ value }) => typeof value === 'number' && value > 0),
  reference: (look) => checkReference(look),
  regex: (look) => {
    shaped(isName)(look)
    if (!isName(look.node) || isPattern(String(look.node.value))) return
    look.notes.error({ code: 'regex', pattern: String(look.node.value) }, look.node)
  },
  // What it is, the schema itself is looked at for.
  schema: () => {},
  schemas: (look) => {
    shaped(({ items }) => items !== undefined)(look)
    const { node, notes, name } = look
    if (node.items?.length === 0) notes.error({ code: 'empty', keyword: name }, node)
  },
  string: (look) => {
    shaped(isName)(look)
    if (look.name === 'format') checkFormat(look)
  },
  strings: (look) => {
    shaped(({ items }) => items?.every(isName) === true)(look)
    checkUnique(look)
  },
  type: (look) => checkType(look),
  vocabulary: shaped(
    ({ members }) => members?.every(({ node }) => typeof node.value === 'boolean') === true,
  ),
}

/** As ECMA-262 with `u` has it, else without: draft 2020-12 recommends the former. */
function isPattern(pattern: string): boolean {
  return ['u', ''].some((flags) => {
    try {
      new RegExp(pattern, flags)
      return true
    } catch {
      return false
    }
  })
}

function checkPatterns({ node, notes }: Look): void {
  for (const { name, nameFrom, nameTo } of node.members ?? []) {
    if (!isPattern(name))
      notes.error({ code: 'regex', pattern: name }, { from: nameFrom, to: nameTo })
  }
}

function checkUnique({ name, node, notes }: Look): void {
  const seen = new Set<unknown>()
  for (const item of node.items ?? []) {
    if (seen.has(item.value)) notes.error({ code: 'twice', keyword: name }, item)
    seen.add(item.value)
  }
}

function checkFormat({ node, notes }: Look): void {
  const given = node.value
  if (typeof given !== 'string' || FORMATS.some((format) => format === given)) return
  const { nearest, fix } = renameFix(node, given, FORMATS)
  // Any other word may be somebody's own format.
  if (nearest !== null) notes.warn({ code: 'format', given, nearest }, node, fix)
}

function checkType(look: Look): void {
  const { node, notes, name } = look
  const items = node.items ?? [node]
  if (node.items?.length === 0) notes.error({ code: 'empty', keyword: name }, node)
  for (const item of items) {
    if (!isName(item)) {
      notes.error({ code: 'shape', keyword: name, shape: 'type' }, node)
      return
    }
    const given = String(item.value)
    if (SCHEMA_TYPES.some((type) => type === given)) continue
    const { nearest, fix } = renameFix(item, given, SCHEMA_TYPES)
    notes.error({ code: 'type', given, nearest }, item, fix)
  }
  checkUnique(look)
}

function checkReference(look: Look): void {
  const { node, notes, root } = look
  shaped(isName)(look)
  if (typeof node.value !== 'string') return
  const ref = node.value
  const isPointer = ref === '#' || ref.startsWith('#/')
  if (!ref.startsWith('#')) notes.warn({ code: 'outsideRef', ref }, node)
  else if (isPointer ? lookUp(root, ref) === null : !hasAnchor(root, ref.slice(1)))
    notes.error({ code: 'ref', ref }, node)
}

/** Wherever it stands: what names no schema is found elsewhere. */
function hasAnchor(node: JsonNode, anchor: string): boolean {
  const isHere = node.members?.some(
    ({ name, node: { value } }) => /^\$(?:dynamicA|a)nchor$/.test(name) && value === anchor,
  )
  const inner = node.items ?? node.members?.map((member) => member.node) ?? []
  return isHere === true || inner.some((one) => hasAnchor(one, anchor))
}
