import type { Block } from '@/lib/wire/types'
import { type Citation, citationsOf } from './citations'

/** A run of text that is backed by citations, or is not. */
export interface Stretch {
  isCited: boolean
  /** Characters, white space at the ends not counted. */
  length: number
}

/** How much of an answer its citations back. */
export interface Coverage {
  /** Of the text, from 0 to 1. */
  share: number
  /** In the order of reading; cited ones stay apart, so that each shows. */
  stretches: readonly Stretch[]
  passages: number
  documents: number
}

/** How much of an answer's text is backed by citations; null where nothing is. */
export function coverageOf(
  content: readonly Block[],
  passages: readonly Citation[],
): Coverage | null {
  if (passages.length === 0) return null
  const stretches: Stretch[] = []
  for (const block of content) {
    const length = block.type === 'text' ? String(block.text ?? '').trim().length : 0
    if (length === 0) continue
    const isCited = citationsOf(block).length > 0
    const last = stretches.at(-1)
    if (last !== undefined && !isCited && !last.isCited) last.length += length
    else stretches.push({ isCited, length })
  }
  const sum = (some: readonly Stretch[]) => some.reduce((all, { length }) => all + length, 0)
  const total = sum(stretches)
  if (total === 0) return null
  return {
    share: sum(stretches.filter(({ isCited }) => isCited)) / total,
    stretches,
    passages: passages.length,
    documents: new Set(passages.map(sourceOf)).size,
  }
}

/** What tells one source from another: its place in the request, or its address. */
function sourceOf({ document_index, search_result_index, url, source }: Citation): string {
  return JSON.stringify([document_index, search_result_index, url, source])
}
