import type { PageViewport, PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import type { TextContent, TextItem } from 'pdfjs-dist/types/src/display/api'
import { type FindInPage, searchablePage } from '@/lib/domain/files/passage/find-in-page'

/** A page's text layer: its pieces and their places. */
export interface PageText {
  content: TextContent
  pieces: TextItem[]
  /** From the page's own measure to points from its upper left corner. */
  viewport: PageViewport
  find: FindInPage
}

export async function readPageText(page: PDFPageProxy): Promise<PageText> {
  const content = await page.getTextContent()
  const pieces = content.items.filter((item) => 'str' in item)
  let find: FindInPage | null = null
  return {
    content,
    pieces,
    viewport: page.getViewport({ scale: 1 }),
    find: (query) => {
      find ??= searchablePage(pieces)
      return find(query)
    },
  }
}
