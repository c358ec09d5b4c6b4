import { nearestWord } from '../json-text/nearest'
import type { JsonMember, JsonNode } from '../json-text/source'
import type { SchemaFinding, SchemaFix, SchemaFlaw } from './schema-finding'
import { KEYWORDS, OLD_KEYWORDS } from './schema-keywords'

interface Place {
  from: number
  to: number
}

/** What a check has found so far. */
export class SchemaNotes {
  readonly #findings: SchemaFinding[] = []

  error(flaw: SchemaFlaw, place: Place, fix: SchemaFix | null = null): void {
    this.#add('error', flaw, place, fix)
  }

  warn(flaw: SchemaFlaw, place: Place, fix: SchemaFix | null = null): void {
    this.#add('warning', flaw, place, fix)
  }

  list(): SchemaFinding[] {
    // What is refused need not be advised against too.
    const refused = new Set(this.#findings.filter(isError).map(keyOf))
    return this.#findings
      .filter((finding) => isError(finding) || !refused.has(keyOf(finding)))
      .sort((a, b) => a.from - b.from)
  }

  #add(
    severity: SchemaFinding['severity'],
    flaw: SchemaFlaw,
    { from, to }: Place,
    fix: SchemaFix | null,
  ) {
    this.#findings.push({ ...flaw, severity, from, to, fix })
  }
}

const isError = ({ severity }: SchemaFinding) => severity === 'error'
const keyOf = ({ code, from }: SchemaFinding) => `${code} ${from}`

/** The part of an object that has a name; of several the last, as `JSON.parse` has it. */
export function memberOf(node: JsonNode, name: string): JsonMember | null {
  return node.members?.findLast((member) => member.name === name) ?? null
}

/** The schemas that stand right in a schema. */
export function innerSchemas(schema: JsonNode): JsonNode[] {
  return (schema.members ?? []).flatMap(({ name, node }) => {
    const shape = ownOf(KEYWORDS, name)?.shape ?? ownOf(OLD_KEYWORDS, name)?.shape
    if (shape === 'schema') return node.items === undefined ? [node] : []
    if (shape === 'schemas') return node.items ?? []
    if (shape === 'named') return node.members?.map((member) => member.node) ?? []
    return []
  })
}

/** A row of a table; nothing for what each object has. */
export function ownOf<Row>(table: Readonly<Record<string, Row>>, name: string): Row | null {
  return Object.hasOwn(table, name) ? (table[name] ?? null) : null
}

/** The word that a misspelt one most likely means, and its place taken by it. */
export function renameFix(
  place: Place,
  given: string,
  known: Iterable<string>,
): { nearest: string | null; fix: SchemaFix | null } {
  const nearest = nearestWord(given, known)
  if (nearest === null) return { nearest, fix: null }
  return { nearest, fix: { from: place.from, to: place.to, insert: JSON.stringify(nearest) } }
}

/** What a `#/…` pointer names; null where it leads nowhere. */
export function lookUp(root: JsonNode, ref: string): JsonNode | null {
  if (ref === '#') return root
  if (!ref.startsWith('#/')) return null
  let node: JsonNode | null = root
  for (const part of ref.slice(2).split('/')) {
    const name: string = decode(part).replaceAll('~1', '/').replaceAll('~0', '~')
    if (node === null) return null
    node =
      node.items === undefined
        ? (memberOf(node, name)?.node ?? null)
        : (node.items[Number(name)] ?? null)
  }
  return node
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
