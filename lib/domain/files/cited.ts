import { isRecord } from '@/lib/wire/json'
import type { Block } from '@/lib/wire/types'
import type { Citation } from '../citations'
import type { Turn } from './source'

/** What the answers to a request can cite, each in the order in which the API counts them. */
export interface Citable {
  documents: Block[]
  searchResults: Block[]
}

/**
 * The documents and search results of a conversation, those of tool results included (claude-api.md §3).
 * What a server tool fetched for an answer stands in the answer itself, and can be cited there.
 */
export function citableOf(turns: readonly Turn[]): Citable {
  const blocks = turns.flatMap(({ content }) =>
    (Array.isArray(content) ? content : []).flatMap(inside),
  )
  return {
    documents: blocks.filter(({ type }) => type === 'document'),
    searchResults: blocks.filter(({ type }) => type === 'search_result'),
  }
}

function inside(value: unknown): Block[] {
  if (!isBlock(value)) return []
  const { content } = value
  // A `web_fetch_tool_result` holds one `web_fetch_result`, and that one document.
  const inner = Array.isArray(content) ? content : [content]
  return [value, ...(value.type.endsWith('_result') ? inner.flatMap(inside) : [])]
}

function isBlock(value: unknown): value is Block {
  return isRecord(value) && typeof value.type === 'string'
}

/** The document or search result that a passage is from; null for one of the web, and where there is none. */
export function citedBlock({ documents, searchResults }: Citable, passage: Citation): Block | null {
  const { type, document_index, search_result_index } = passage
  if (type === 'search_result_location') return searchResults[Number(search_result_index)] ?? null
  return typeof document_index === 'number' ? (documents[document_index] ?? null) : null
}

/** Where in its document a passage stands. */
export type PassagePlace =
  /** Pages from 1, both included. */
  | { kind: 'pages'; page: number; lastPage: number; quote: string | null }
  /** As the API counts characters: from 0, the end not included. */
  | { kind: 'characters'; start: number; end: number; quote: string | null }
  /** Blocks from 0, the end not included. */
  | { kind: 'blocks'; start: number; end: number; quote: string | null }

/** The fields of each kind of place on the wire, and what it is here. */
const PLACES: Readonly<Record<string, [start: string, end: string, make: MakePlace]>> = {
  page_location: [
    'start_page_number',
    'end_page_number',
    (start, end, quote) => ({
      ...{ kind: 'pages', page: start, quote },
      lastPage: Math.max(start, end - 1),
    }),
  ],
  char_location: [
    'start_char_index',
    'end_char_index',
    (start, end, quote) => ({ kind: 'characters', start, end, quote }),
  ],
  content_block_location: ['start_block_index', 'end_block_index', blocks],
  search_result_location: ['start_block_index', 'end_block_index', blocks],
}
type MakePlace = (start: number, end: number, quote: string | null) => PassagePlace

function blocks(start: number, end: number, quote: string | null): PassagePlace {
  return { kind: 'blocks', start, end, quote }
}

/** Where a passage stands; null where its kind is not known, or has no place. */
export function placeOf(passage: Citation): PassagePlace | null {
  const { type, cited_text: quote } = passage
  const row = typeof type === 'string' && Object.hasOwn(PLACES, type) ? PLACES[type] : undefined
  if (row === undefined) return null
  const [startName, endName, make] = row
  const { [startName]: start, [endName]: end } = passage
  if (typeof start !== 'number' || typeof end !== 'number') return null
  return make(start, end, typeof quote === 'string' ? quote : null)
}

/**
 * The place of a passage in a text, in its own units. The API counts characters, and does not say whether
 * one of two units counts once: its quotation decides, and where neither fits, the nearest place of it.
 */
export function findCharacters(
  text: string,
  { start, end, quote }: Extract<PassagePlace, { kind: 'characters' }>,
): { start: number; end: number } | null {
  if (quote === null) return end <= text.length ? { start, end } : null
  if (text.slice(start, end) === quote) return { start, end }
  const characters = Array.from(text)
  const before = characters.slice(0, start).join('').length
  if (text.startsWith(quote, before)) return { start: before, end: before + quote.length }
  const places: number[] = []
  for (let at = text.indexOf(quote); at !== -1; at = text.indexOf(quote, at + 1)) places.push(at)
  const [nearest] = places.sort((a, b) => Math.abs(a - start) - Math.abs(b - start))
  return nearest === undefined ? null : { start: nearest, end: nearest + quote.length }
}
