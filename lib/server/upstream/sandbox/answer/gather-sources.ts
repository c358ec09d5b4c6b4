import 'server-only'
import { allBlocks, type DocumentBlock, findMedia } from '../media/find-media'
import type { BlockMedia, Media } from '../media/media'
import type { ContentBlock } from '../request/blocks'
import type { Turn } from '../request/schema'
import type { ImageFacts, Source } from './brief'

type SearchResultBlock = Extract<ContentBlock, { type: 'search_result' }>

/**
 * The documents and search results of all turns, those inside tool results included. A citation's
 * index counts every document of the request, also one that could not be read (claude-api.md §3).
 */
export function gatherSources(turns: readonly Turn[], media: Media): Source[] {
  let [documents, searchResults] = [0, 0]
  return allBlocks(turns).flatMap(({ block }) => {
    if (block.type === 'document') return documentSource(block, documents++, media) ?? []
    if (block.type === 'search_result') return searchSource(block, searchResults++)
    return []
  })
}

/** The images of the last turn that has some. */
export function gatherImages(turns: readonly Turn[], media: Media): ImageFacts[] {
  for (const turn of turns.toReversed()) {
    const images = lookedAt([turn], media).flatMap((one) =>
      one.kind === 'image' ? [one.facts] : [],
    )
    if (images.length > 0) return images
  }
  return []
}

/** The names of what cannot be looked into. */
export function gatherUnread(turns: readonly Turn[], media: Media): string[] {
  return lookedAt(turns, media).flatMap((one) => (one.kind === 'unread' ? [one.name] : []))
}

function lookedAt(turns: readonly Turn[], media: Media): BlockMedia[] {
  return findMedia(turns).flatMap(({ block }) => media.get(block) ?? [])
}

function documentSource(block: DocumentBlock, index: number, media: Media): Source | null {
  const readable = readDocument(block, media.get(block))
  if (readable === null) return null
  const { kind, by, pieces, fileId, title } = readable
  const cite = block.citations?.enabled === true ? { type: by, index, fileId } : null
  return { kind, title: block.title ?? title, pieces, cite }
}

interface Readable {
  kind: 'document' | 'pdf'
  by: 'char_location' | 'page_location' | 'content_block_location'
  pieces: string[]
  fileId: string | null
  title: string | null
}

/** A document's text and how it is cited; null for one whose text is not known. */
function readDocument({ source }: DocumentBlock, known: BlockMedia | undefined): Readable | null {
  if (known?.kind === 'pdf') {
    return { ...known, by: 'page_location', pieces: known.pages }
  }
  if (known?.kind === 'text') {
    return { ...known, kind: 'document', by: 'char_location', pieces: [known.text] }
  }
  const inline = { kind: 'document', fileId: null, title: null } as const
  if (source.type === 'text') return { ...inline, by: 'char_location', pieces: [source.data] }
  if (source.type !== 'content') return null
  return { ...inline, by: 'content_block_location', pieces: contentPieces(source.content) }
}

type Content = Extract<DocumentBlock['source'], { type: 'content' }>['content']

/** One piece per block, so that a piece's place is its block's index; an image has no text. */
function contentPieces(content: Content): string[] {
  if (typeof content === 'string') return [content]
  return content.map((block) => (block.type === 'text' ? block.text : ''))
}

function searchSource(block: SearchResultBlock, index: number): Source {
  const { title, source, content, citations } = block
  return {
    kind: 'search_result',
    title,
    pieces: content.map(({ text }) => text),
    cite: citations?.enabled === true ? { type: 'search_result_location', index, source } : null,
  }
}
