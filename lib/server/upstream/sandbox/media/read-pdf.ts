import 'server-only'
import { type PdfPages, readPdfPages } from '../../../files/inspect/media/pdf-pages'
import { countTokens } from '../tokens'

/** What is in a PDF and what its texts cost, or why it cannot be read. */
export type PdfLook =
  | Exclude<PdfPages, { kind: 'read' }>
  | (Extract<PdfPages, { kind: 'read' }> & { textTokens: number })

/** Reads a PDF's texts, page by page. A job of the worker. */
export async function readPdf(bytes: Uint8Array): Promise<PdfLook> {
  const look = await readPdfPages(bytes)
  if (look.kind !== 'read') return look
  return { ...look, textTokens: look.pages.reduce((sum, page) => sum + countTokens(page), 0) }
}
