import { isRecord } from '@/lib/wire/json'
import type { Block } from '@/lib/wire/types'

/** What a text of an answer rests on, as on the wire: a place in a document, a search result, a web page. */
export type Citation = Readonly<Record<string, unknown>>

/** A block as it is drawn: several texts that belong together are one. */
export interface DrawnBlock {
  /** Of the first block in it. */
  index: number
  /** Of the last one. */
  lastIndex: number
  block: Block
}

/**
 * The mark of a passage in Markdown: a space, so that no word, address or emphasis before it takes it in,
 * a character that no text holds, what it says, and a bracket, which ends it for what follows.
 */
const mark = ({ number, letters }: Mark) => `\u202f\ufdd0${number}.${letters}\u2998`
export const CITATION_MARK = /\u202f\ufdd0(\d+\.\d+)\u2998/g

/** What a mark says. */
export interface Mark {
  /** Of the passage among those that the answer cites, from 1. */
  number: number
  /** How many letters and digits before the mark the passage backs, as they are drawn. */
  letters: number
}

/** The mark that stands between the signs of `CITATION_MARK`. */
export function readMark(text: string): Mark {
  const [number = 0, letters = 0] = text.split('.').map(Number)
  return { number, letters }
}

/** In Markdown: where a link leads, and what the language of a code block is called. */
const NOT_DRAWN = /\]\([^)]*\)|^ {0,3}(?:`{3,}|~{3,})\w*/gm
export const LETTER = /[\p{L}\p{N}]/u

function lettersIn(markdown: string): number {
  return [...markdown.replace(NOT_DRAWN, '')].filter((sign) => LETTER.test(sign)).length
}

/** A line that ends code or a formula, in which a mark would be lost. */
const FENCE = /^ {0,3}(?:`{3,}|~{3,}|\$\$)[ \t]*$/

/** The passages that an answer cites, each once, in the order of its text. */
export function passagesOf(content: readonly Block[]): readonly Citation[] {
  const passages = new Map<string, Citation>()
  for (const citation of content.flatMap(citationsOf)) {
    const key = JSON.stringify(citation)
    if (!passages.has(key)) passages.set(key, citation)
  }
  return [...passages.values()]
}

/**
 * The blocks of an answer, with the texts that citations have cut apart as one Markdown text again, in
 * which the number of each of the passages stands after what it backs (claude-api.md §3).
 */
export function drawnBlocks(
  content: readonly Block[],
  passages: readonly Citation[],
): readonly DrawnBlock[] {
  if (!content.some(isCited)) return content.map((block, index) => alone(block, index))
  const numbers = new Map(passages.map((passage, at) => [JSON.stringify(passage), at + 1]))
  const drawn: DrawnBlock[] = []
  for (let index = 0; index < content.length; ) {
    const end = content.findIndex(({ type }, at) => at > index && type !== 'text')
    const texts = content.slice(index, end === -1 ? undefined : end)
    const [block] = texts
    if (block === undefined) break
    if (block.type === 'text' && texts.some(isCited)) {
      const text = texts.map((one) => withMarks(one, numbers)).join('')
      drawn.push({ index, lastIndex: index + texts.length - 1, block: { ...block, text } })
      index += texts.length
    } else {
      drawn.push(alone(block, index))
      index += 1
    }
  }
  return drawn
}

function alone(block: Block, index: number): DrawnBlock {
  return { index, lastIndex: index, block }
}

/** Also while none has come: an answer that may cite begins each of its texts with an empty list. */
function isCited({ type, citations }: Block): boolean {
  return type === 'text' && Array.isArray(citations)
}

/** What a text rests on. */
export function citationsOf({ citations }: Block): Citation[] {
  return Array.isArray(citations) ? citations.filter(isRecord) : []
}

function withMarks(block: Block, numbers: ReadonlyMap<string, number>): string {
  const text = typeof block.text === 'string' ? block.text : ''
  const found = citationsOf(block).flatMap((one) => numbers.get(JSON.stringify(one)) ?? [])
  if (found.length === 0) return text
  const letters = lettersIn(text)
  const marks = [...new Set(found)].map((number) => mark({ number, letters })).join('')
  const said = text.trimEnd()
  const space = text.slice(said.length)
  const line = said.slice(said.lastIndexOf('\n') + 1)
  if (FENCE.test(line)) return `${said}\n\n${marks}\n${space}`
  // Behind its last border a row of a table has no room.
  if (/^ *\|.*\|$/.test(line)) return `${said.slice(0, -1)}${marks} |${space}`
  return said + marks + space
}
