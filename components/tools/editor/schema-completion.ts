import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete'
import { syntaxTree } from '@codemirror/language'
import type { EditorState } from '@codemirror/state'
import type { EditorView } from '@codemirror/view'
import type { SyntaxNode } from '@lezer/common'
import {
  FORMATS,
  KEYWORDS,
  type KeywordShape,
  SCHEMA_TYPES,
} from '@/lib/domain/tools/schema-keywords'
import { ownOf } from '@/lib/domain/tools/schema-nodes'

/** What stands at a place of a schema: one itself, a list or an object of some, or mere data. */
type Role = 'schema' | 'schemas' | 'named' | 'data'

const ROLES: Partial<Record<KeywordShape, Role>> = {
  schema: 'schema',
  schemas: 'schemas',
  named: 'named',
}

/** What the value of a new keyword begins as; `|` = where one goes on to write. */
const STUBS: Partial<Record<KeywordShape, string>> = {
  schema: '{|}',
  schemas: '[{|}]',
  named: '{|}',
  namedStrings: '{|}',
  array: '[|]',
  strings: '["|"]',
  string: '"|"',
  regex: '"|"',
  type: '"|"',
  reference: '"|"',
}

/** Offers keywords where a schema has its names, and values where they are few. */
export function completeSchema(context: CompletionContext): CompletionResult | null {
  const { state, pos, explicit } = context
  const node = syntaxTree(state).resolveInner(pos, -1)
  const token = tokenAt(node, pos)
  if (token === null && !explicit) return null
  const place = placeOf(token ?? node)
  const options =
    place === null
      ? []
      : place.isName
        ? nameOptions(place.holder, state)
        : valueOptions(place, state)
  if (options.length === 0) return null
  const isQuoted = token !== null && state.sliceDoc(token.from, token.from + 1) === '"'
  return {
    // What is compared with the names is what stands within the quotes.
    from: token === null ? pos : token.from + (isQuoted ? 1 : 0),
    options: options.map(({ label, boost, ...offer }) => ({
      label,
      ...(boost === undefined ? {} : { boost }),
      apply: applyOf(offer, { isQuoted, isName: place?.isName === true }),
    })),
    validFor: /^[\w$/#-]*$/,
  }
}

interface Offer extends Pick<Completion, 'label' | 'boost'> {
  /** What is written: JSON. */
  text: string
  /** What follows a name. */
  stub?: string
}

const WORDS = new Set(['PropertyName', 'String', 'True', 'False', 'Null', '⚠'])

function tokenAt(node: SyntaxNode, pos: number): SyntaxNode | null {
  return WORDS.has(node.name) && node.from < pos && node.to > node.from ? node : null
}

interface Place {
  isName: boolean
  /** The object or the list that it stands in. */
  holder: SyntaxNode
  /** Whose value it is, if it is one. */
  property: SyntaxNode | null
}

function placeOf(node: SyntaxNode): Place | null {
  for (let at: SyntaxNode | null = node; at !== null; at = at.parent) {
    if (at.name === 'Object') return { isName: true, holder: at, property: null }
    if (at.name === 'Array') return { isName: false, holder: at, property: at.parent }
    if (at.name === 'Property' && at.parent !== null) {
      const isName = node.name === 'PropertyName'
      return { isName, holder: at.parent, property: isName ? null : at }
    }
  }
  return null
}

/** What an object or a list is, by the names that lead to it. */
function roleOf(holder: SyntaxNode, state: EditorState): Role {
  const { parent } = holder
  if (parent === null || parent.name === 'JsonText') return 'schema'
  const above = parent.parent
  if (parent.name === 'Array') return roleOf(parent, state) === 'schemas' ? 'schema' : 'data'
  if (parent.name !== 'Property' || above === null) return 'data'
  const role = roleOf(above, state)
  if (role === 'named') return 'schema'
  const name = nameOf(parent, state)
  return (role === 'schema' && ROLES[ownOf(KEYWORDS, name)?.shape ?? 'any']) || 'data'
}

function nameOf(property: SyntaxNode | null, state: EditorState): string {
  const name = property?.getChild('PropertyName')
  return name == null ? '' : state.sliceDoc(name.from, name.to).replaceAll('"', '')
}

function namesIn(object: SyntaxNode | null, state: EditorState): string[] {
  return object?.getChildren('Property').map((property) => nameOf(property, state)) ?? []
}

/** The value of the property with a name. */
function valueIn(object: SyntaxNode, name: string, state: EditorState): SyntaxNode | null {
  const found = object.getChildren('Property').find((property) => nameOf(property, state) === name)
  return found?.lastChild ?? null
}

function nameOptions(holder: SyntaxNode, state: EditorState): Offer[] {
  if (roleOf(holder, state) !== 'schema') return []
  const used = new Set(namesIn(holder, state))
  const type = valueIn(holder, 'type', state)
  const word = type === null ? '' : state.sliceDoc(type.from, type.to).replaceAll('"', '')
  const kind = word === 'integer' ? 'number' : word
  return Object.entries(KEYWORDS).flatMap(([name, { shape, of }], at) => {
    if (used.has(name)) return []
    // First what says something about this type, last what says something about another.
    const fit = of === undefined ? 0 : of === kind ? 40 : kind === '' ? 0 : -40
    const offer = { label: name, text: JSON.stringify(name), boost: fit - at / 10 }
    return [{ ...offer, stub: STUBS[shape] ?? '' }]
  })
}

function valueOptions({ holder, property }: Place, state: EditorState): Offer[] {
  const object = holder.name === 'Array' ? (property?.parent ?? null) : holder
  if (object === null || roleOf(object, state) !== 'schema') return []
  const name = nameOf(property, state)
  const words = (labels: readonly string[]): Offer[] =>
    labels.map((label, at) => ({ label, text: JSON.stringify(label), boost: -at }))
  const plain = (labels: readonly string[]): Offer[] =>
    labels.map((label) => ({ label, text: label }))
  if (name === 'type') return words(SCHEMA_TYPES)
  if (holder.name === 'Array' && name !== 'required') return []
  if (name === 'format') return words(FORMATS)
  if (name === 'required') return words(namesIn(valueIn(object, 'properties', state), state))
  if (name === '$ref') return words(definitionsOf(object, state))
  if (/^(additional|unevaluated)/.test(name)) return plain(['false', 'true'])
  return ownOf(KEYWORDS, name)?.shape === 'boolean' ? plain(['true', 'false']) : []
}

function definitionsOf(node: SyntaxNode, state: EditorState): string[] {
  let root = node
  for (let at: SyntaxNode | null = node; at !== null; at = at.parent)
    if (at.name === 'Object') root = at
  return namesIn(valueIn(root, '$defs', state), state).map((name) => `#/$defs/${name}`)
}

/** Writes an offer over the word that is there; after a name its colon and the beginning of its value. */
function applyOf(
  { text, stub = '' }: Pick<Offer, 'text' | 'stub'>,
  { isQuoted, isName }: { isQuoted: boolean; isName: boolean },
) {
  return (view: EditorView, _: Completion, from: number, to: number) => {
    const start = isQuoted ? from - 1 : from
    const { text: line, from: lineFrom } = view.state.doc.lineAt(to)
    const rest = line.slice(to - lineFrom)
    const end = to + (isQuoted ? (/^[\w$/#-]*"/.exec(rest)?.[0].length ?? 0) : 0)
    const isWhole = !isName || /^\s*:/.test(line.slice(end - lineFrom))
    // What stands next in the object must stay parted from it.
    const isBefore = /^\s*"/.test(view.state.sliceDoc(end, end + 400))
    const insert = isWhole
      ? text
      : `${text}: ${stub}${stub.includes('|') ? '' : '|'}${isBefore ? ',' : ''}`
    const caret = insert.indexOf('|')
    view.dispatch({
      changes: { from: start, to: end, insert: insert.replace('|', '') },
      selection: { anchor: start + (caret === -1 ? insert.length : caret) },
      userEvent: 'input.complete',
    })
  }
}
