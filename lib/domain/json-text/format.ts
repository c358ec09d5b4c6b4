import { type JsonNode, readJsonSource } from './source'

/** A line is filled up to here. */
const WIDTH = 76

/** JSON laid out for reading: what fits on a line stands on one. Null for a text that is no JSON. */
export function formatJson(text: string): string | null {
  const { node } = readJsonSource(text)
  return node === null ? null : layOut(node, text, '', 0)
}

/** The same for a value. */
export function formatValue(value: unknown): string {
  const text = JSON.stringify(value) ?? 'null'
  return formatJson(text) ?? text
}

function layOut(node: JsonNode, text: string, indent: string, before: number): string {
  const parts = partsOf(node)
  // Scalars stand as they were written: a number may have more digits than a value keeps.
  if (parts === null) return text.slice(node.from, node.to)
  const [open, close] = node.items === undefined ? ['{', '}'] : ['[', ']']
  if (parts.length === 0) return open + close
  const line = inline(node, text)
  if (indent !== '' && indent.length + before + line.length <= WIDTH) return line
  const inner = `${indent}  `
  const rows = parts.map(({ name, node: part }) => {
    const label = name === null ? '' : `${JSON.stringify(name)}: `
    return inner + label + layOut(part, text, inner, label.length + 1)
  })
  return `${open}\n${rows.join(',\n')}\n${indent}${close}`
}

function inline(node: JsonNode, text: string): string {
  const parts = partsOf(node)
  if (parts === null) return text.slice(node.from, node.to)
  const inner = parts.map(({ name, node: part }) => {
    const label = name === null ? '' : `${JSON.stringify(name)}: `
    return label + inline(part, text)
  })
  if (inner.length === 0) return node.items === undefined ? '{}' : '[]'
  return node.items === undefined ? `{ ${inner.join(', ')} }` : `[${inner.join(', ')}]`
}

function partsOf({ members, items }: JsonNode): { name: string | null; node: JsonNode }[] | null {
  return members ?? items?.map((node) => ({ name: null, node })) ?? null
}
