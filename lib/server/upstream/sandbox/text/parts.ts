import 'server-only'
import type { Citation } from '../answer/answer'
import type { Passage, Source } from '../answer/brief'

/** A passage of a source, shown in an answer; it becomes a citation where its source has them on. */
interface Quote {
  /** How the answer shows it. */
  shown: string
  source: Source
  piece: number
  /** Within the piece, as JavaScript counts characters (UTF-16 units); `end` is exclusive. */
  start: number
  end: number
}

/** What an answer is put together from: words of its own, and quotes. */
export type Part = string | Quote

/** The parts as passages: a quote of a source that cites is one of its own, the rest flows together. */
export function toPassages(parts: readonly Part[], change: (text: string) => string): Passage[] {
  const passages: Passage[] = []
  let words = ''
  const flush = () => {
    if (words !== '') passages.push({ text: change(words), citations: [] })
    words = ''
  }
  for (const part of parts) {
    const citation = typeof part === 'string' ? null : citationOf(part)
    const text = typeof part === 'string' ? part : part.shown
    if (citation === null) {
      words += text
      continue
    }
    flush()
    passages.push({ text: change(text), citations: [citation] })
  }
  flush()
  return passages
}

/** How a quote is cited (claude-api.md §3); null where citations are off for its source. */
function citationOf({ source, piece, start, end }: Quote): Citation | null {
  const { cite, title } = source
  const whole = source.pieces[piece] ?? ''
  const cited_text = whole.slice(start, end)
  if (cite === null || cited_text === '') return null
  if (cite.type === 'search_result_location') {
    return {
      type: cite.type,
      // A content block is the smallest thing that can be cited: never a part of one (the SDK's types).
      cited_text: whole,
      source: cite.source,
      title,
      search_result_index: cite.index,
      start_block_index: piece,
      end_block_index: piece + 1,
    }
  }
  const document = { document_index: cite.index, document_title: title, file_id: cite.fileId }
  switch (cite.type) {
    case 'char_location': {
      const before = source.pieces.slice(0, piece).reduce((sum, { length }) => sum + length, 0)
      const place = { start_char_index: before + start, end_char_index: before + end }
      return { type: cite.type, cited_text, ...document, ...place }
    }
    case 'page_location': {
      const place = { start_page_number: piece + 1, end_page_number: piece + 2 }
      return { type: cite.type, cited_text, ...document, ...place }
    }
    default: {
      const place = { start_block_index: piece, end_block_index: piece + 1 }
      return { type: cite.type, cited_text: whole, ...document, ...place }
    }
  }
}
