import type { Block } from './split-blocks'

/** What one block of an answer says for the others: addresses of links, and notes. */
export interface References {
  /** By label, in lower case: the line that defines it. */
  links: ReadonlyMap<string, string>
  notes: readonly Note[]
}

export interface Note {
  label: string
  number: number
  /** Its Markdown. */
  body: string
}

const DEFINITION = /^ {0,3}\[(\^?[^\]\n]+)\]:[ \t]?/gm
const MENTION = /\[(\^?[^\]\n]+)\]/g
const NONE: References = { links: new Map(), notes: [] }

/** Reads the definitions of links and notes out of the blocks that begin with one. */
export function readReferences(blocks: readonly Block[]): References {
  const links = new Map<string, string>()
  const bodies = new Map<string, string>()
  for (const block of blocks) {
    if (block.kind === 'text' && /^ {0,3}\[[^\]\n]+\]:/.test(block.source)) {
      readDefinitions(block.source, links, bodies)
    }
  }
  if (links.size === 0 && bodies.size === 0) return NONE
  return { links, notes: inOrder(bodies, blocks) }
}

function readDefinitions(
  source: string,
  links: Map<string, string>,
  bodies: Map<string, string>,
): void {
  const found = [...source.matchAll(DEFINITION)]
  for (const [i, match] of found.entries()) {
    const label = (match[1] ?? '').toLowerCase()
    const end = found[i + 1]?.index ?? source.length
    const isNote = label.startsWith('^')
    const body = source.slice(match.index + match[0].length, end).replace(/\n {2,4}/g, '\n')
    // The first of two of the same name holds (CommonMark 4.7).
    if (isNote && !bodies.has(label)) bodies.set(label, body.trim())
    if (!isNote && !links.has(label)) links.set(label, source.slice(match.index, end).trim())
  }
}

/** Notes are numbered as the text mentions them. */
function inOrder(bodies: ReadonlyMap<string, string>, blocks: readonly Block[]): Note[] {
  if (bodies.size === 0) return []
  const labels = new Set<string>()
  for (const block of blocks) {
    if (block.kind !== 'text') continue
    for (const { 0: mark, 1: text = '', index, input } of block.source.matchAll(MENTION)) {
      const label = text.toLowerCase()
      if (bodies.has(label) && input[index + mark.length] !== ':') labels.add(label)
    }
  }
  return [...labels].map((label, i) => ({ label, number: i + 1, body: bodies.get(label) ?? '' }))
}

/**
 * What a block needs of the others to be read by itself, as Markdown to stand after it: the
 * definitions of its links, and for each of its notes a definition whose text is the number.
 */
export function definitionsFor(source: string, { links, notes }: References): string {
  if (links.size === 0 && notes.length === 0) return ''
  const lines = new Set<string>()
  for (const [, text = ''] of source.matchAll(MENTION)) {
    const label = text.toLowerCase()
    const note = notes.find((one) => one.label === label)
    if (note !== undefined) lines.add(`[${note.label}]: ${note.number}`)
    const link = links.get(label)
    if (link !== undefined) lines.add(link)
  }
  return lines.size === 0 ? '' : `\n\n${[...lines].join('\n')}`
}
