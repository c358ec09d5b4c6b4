import { type JsonNode, readJsonSource } from '../json-text/source'
import type { FormField } from './input-form'
import type { SchemaFinding } from './schema-finding'
import { memberOf } from './schema-nodes'

/** The line to be mended first, by the label of each field whose part of the schema is wrong. */
export function brokenFields(
  text: string,
  fields: readonly FormField[],
  findings: readonly SchemaFinding[],
): ReadonlyMap<string, number> {
  const { node } = readJsonSource(text)
  const errors = findings.filter(({ severity }) => severity === 'error')
  const broken = new Map<string, number>()
  if (node === null || errors.length === 0) return broken
  for (const { label, path } of fields) {
    const part = partOf(node, path)
    const error = part && errors.find(({ from, to }) => from >= part.from && to <= part.to)
    if (error != null) broken.set(label, text.slice(0, error.from).split('\n').length)
  }
  return broken
}

function partOf(root: JsonNode, path: readonly string[]): JsonNode | null {
  return path.reduce<JsonNode | null>((at, name) => {
    const properties = at && memberOf(at, 'properties')?.node
    return (properties && memberOf(properties, name)?.node) ?? null
  }, root)
}
