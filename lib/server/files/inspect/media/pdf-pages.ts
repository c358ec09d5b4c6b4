import 'server-only'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { withOwnJson } from '@/lib/domain/files/with-own-json'
import { isRecord } from '@/lib/wire/json'
import type { OpenFile } from '../open-file'
import { pageText } from './page-text'

/** What is in a PDF, or why it cannot be read. */
export type PdfPages =
  | { kind: 'encrypted' | 'broken' }
  | {
      kind: 'read'
      pageCount: number
      /** One text per page; none where there are more pages than any model takes. */
      pages: string[]
      title: string | null
    }

/** The most that any model takes (claude-api.md §2.7). */
export const MOST_PAGES = 600
/** More text than any context holds is not read. */
const MOST_CHARACTERS = 8_000_000

type Pdfjs = typeof import('pdfjs-dist/legacy/build/pdf.mjs')
type Pdf = Awaited<ReturnType<Pdfjs['getDocument']>['promise']>

let loading: Promise<Pdfjs> | null = null

/** pdf.js, read once for this thread. */
export function loadPdfjs(): Promise<Pdfjs> {
  loading ??= withOwnJson(async () => {
    const pdfjs = await import('pdfjs-dist/legacy/build/pdf.mjs')
    // It would load this by itself, later.
    await import('pdfjs-dist/legacy/build/pdf.worker.mjs')
    return pdfjs
  })
  return loading
}

/** Reads a PDF's texts, page by page. To be done in a thread with limits. */
export async function readPdfPages(source: Uint8Array | OpenFile): Promise<PdfPages> {
  const pdfjs = await loadPdfjs()
  const task = pdfjs.getDocument({
    // It takes a plain array of its own.
    ...(source instanceof Uint8Array
      ? { data: new Uint8Array(source) }
      : { range: rangesOf(source, pdfjs), ...ONLY_WHAT_IS_ASKED_FOR }),
    verbosity: pdfjs.VerbosityLevel.ERRORS,
    ...WITHOUT_CODE,
    ...ownData(),
  })
  try {
    return await readPages(await task.promise)
  } catch (error) {
    return { kind: nameOf(error) === 'PasswordException' ? 'encrypted' : 'broken' }
  } finally {
    await task.destroy()
  }
}

const ONLY_WHAT_IS_ASKED_FOR = { disableAutoFetch: true, disableStream: true }

/** The ranges of a file that are asked for: texts and fonts are a small part of a scanned book. */
function rangesOf(file: OpenFile, { PDFDataRangeTransport }: Pdfjs) {
  const transport = new PDFDataRangeTransport(file.size, null)
  transport.requestDataRange = (begin, end) => {
    transport.onDataRange(begin, file.bytesAt(begin, end - begin))
  }
  return transport
}

/** A document brings no code and no fonts to life, and nothing is fetched. */
const WITHOUT_CODE = {
  isEvalSupported: false,
  enableXfa: false,
  useWasm: false,
  useWorkerFetch: false,
  useSystemFonts: false,
  disableFontFace: true,
  isOffscreenCanvasSupported: false,
}

/** The tables that say which characters the codes of Chinese, Japanese and Korean fonts stand for. */
function ownData() {
  const root = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'))
  return { cMapUrl: join(root, 'cmaps/'), standardFontDataUrl: join(root, 'standard_fonts/') }
}

async function readPages(pdf: Pdf): Promise<PdfPages> {
  const { info } = await pdf.getMetadata()
  const { EncryptFilterName: filter, Title: title }: Record<string, unknown> = { ...info }
  // One whose password is empty opens for anybody, and is encrypted all the same.
  if (typeof filter === 'string') return { kind: 'encrypted' }
  const pageCount = pdf.numPages
  if (pageCount === 0) return { kind: 'broken' }
  const pages = pageCount > MOST_PAGES ? [] : await readTexts(pdf)
  return {
    kind: 'read',
    pageCount,
    pages,
    title: typeof title === 'string' && title.trim() !== '' ? title.trim() : null,
  }
}

async function readTexts(pdf: Pdf): Promise<string[]> {
  const pages: string[] = []
  let left = MOST_CHARACTERS
  for (let number = 1; number <= pdf.numPages; number++) {
    const page = await pdf.getPage(number)
    const { items } = await page.getTextContent()
    const text = pageText(items).slice(0, left)
    left -= text.length
    pages.push(text)
    page.cleanup()
  }
  return pages
}

const nameOf = (error: unknown) => (isRecord(error) ? error.name : null)
