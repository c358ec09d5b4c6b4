import type { PieceSpan } from '@/lib/domain/files/passage/page-run'

/** Where a citation points to in a PDF. */
export interface PdfPlace {
  /** 1-based. */
  page: number
  /** Inclusive. */
  lastPage: number
  /** The words that were cited; null where only the page is known. */
  quote: string | null
}

/** Whether the cited words stand in the text layer. */
export type Located = 'found' | 'not_found'

export interface PdfPreviewProps {
  /** Of this origin; it answers with the bytes, or a range of them. */
  url: string
  /** Another one moves the view; the document is not read again. */
  place: PdfPlace | null
  /** Where in the head of the frame its tools stand; null: above the pages. */
  head: HTMLElement | null
  onLocated: (found: Located) => void
}

export type MarkKind = 'passage' | 'match' | 'chosen'

/** What is marked on a page. */
export interface Mark {
  kind: MarkKind
  /** 1-based. */
  page: number
  spans: readonly PieceSpan[]
}

/** A place in the document: a page, and how far down it, as a share of its height. */
export interface PagePlace {
  page: number
  top: number
}

/** What is to come into view: words, with what stands before them, or a page from its top. */
export interface Target extends PagePlace {
  kind: 'words' | 'page'
  /** As a share of the page's width. */
  left: number
}

export type MarksByPage = ReadonlyMap<number, readonly Mark[]>

/** Always the same one: a page without marks is not drawn anew. */
export const NO_MARKS: readonly Mark[] = []

export function byPage(marks: readonly Mark[]): MarksByPage {
  const map = new Map<number, Mark[]>()
  for (const mark of marks) {
    const there = map.get(mark.page)
    if (there === undefined) map.set(mark.page, [mark])
    else there.push(mark)
  }
  return map
}
