import {
  getDocument,
  PDFDataRangeTransport,
  type PDFDocumentProxy,
  type PDFPageProxy,
  PDFWorker,
  VerbosityLevel,
} from 'pdfjs-dist/legacy/build/pdf.mjs'
import { apiPart } from '@/lib/client/api'
import { type PageText, readPageText } from './page-text'

/** A document that is open. What of it is asked for again is read once. */
export interface OpenPdf {
  pageCount: number
  first: PDFPageProxy
  page: (number: number) => Promise<PDFPageProxy>
  textOf: (number: number) => Promise<PageText>
  close: () => Promise<void>
}

const PART_BYTES = 262_144

/**
 * A document brings no code and no forms to life. What its drawing needs comes from here, and through
 * this page: the worker's own policy lets it fetch nothing.
 */
const OPTIONS = {
  isEvalSupported: false,
  enableXfa: false,
  // In pixels, as the server's limit for images is: a larger one is left out.
  maxImageSize: 100_000_000,
  useWorkerFetch: false,
  cMapUrl: '/api/pdf/cmaps/',
  standardFontDataUrl: '/api/pdf/standard_fonts/',
  wasmUrl: '/api/pdf/wasm/',
  verbosity: VerbosityLevel.ERRORS,
  // Of a large file only the parts that are looked at are fetched.
  disableAutoFetch: true,
  disableStream: true,
  rangeChunkSize: PART_BYTES,
}

const PROGRAM = new URL('pdfjs-dist/legacy/build/pdf.worker.min.mjs', import.meta.url)

/**
 * Where a worker is made of an address that the bundler knows, it cuts the file into chunks, and the
 * worker's policy does not let it fetch these: the file is taken as it is.
 */
const startWorker = (program: string) => new Worker(program, { type: 'module' })

/**
 * Gives pdf.js the parts of a file that it asks for. By itself it would fetch the whole: it wants to be
 * told a length beforehand, and Next leaves `content-length` out. A part that failed is not asked for a
 * second time, and whoever needs it waits for good: the document is lost, and can be opened anew.
 */
class Parts extends PDFDataRangeTransport {
  readonly #fetch: (start: number, end: number) => void

  constructor(
    url: string,
    { bytes, size }: Awaited<ReturnType<typeof apiPart>>,
    signal: AbortSignal,
    onLost: (error: unknown) => void,
  ) {
    super(size, bytes)
    this.#fetch = (start, end) =>
      void apiPart(url, { start, end }, signal).then(
        (part) => this.onDataRange(start, part.bytes),
        onLost,
      )
  }

  override requestDataRange(start: number, end: number): void {
    this.#fetch(start, end)
  }
}

/** `onLost` hears that a part of a document that is open cannot be had. */
export async function openPdf(
  url: string,
  signal: AbortSignal,
  onLost: (error: unknown) => void,
): Promise<OpenPdf> {
  const first = await apiPart(url, { start: 0, end: PART_BYTES }, signal)
  const isWhole = first.bytes.length >= first.size
  const port = startWorker(PROGRAM.href)
  const task = getDocument({
    ...OPTIONS,
    ...(isWhole ? { data: first.bytes } : { range: new Parts(url, first, signal, onLost) }),
    worker: PDFWorker.create({ port }),
  })
  const close = async () => {
    // It lets go of what is still being drawn before the thread ends.
    await task.destroy().catch(() => {})
    port.terminate()
  }
  signal.addEventListener('abort', close)
  const pdf = await task.promise
  return { ...(await reading(pdf)), close }
}

async function reading(pdf: PDFDocumentProxy): Promise<Omit<OpenPdf, 'close'>> {
  const page = (number: number) => pdf.getPage(number)
  const textOf = remember(async (number) => readPageText(await page(number)))
  return { pageCount: pdf.numPages, first: await page(1), page, textOf }
}

function remember<Value>(read: (number: number) => Promise<Value>) {
  const known = new Map<number, Promise<Value>>()
  return (number: number) => {
    const value = known.get(number) ?? read(number)
    known.set(number, value)
    // What failed may be had another time.
    value.catch(() => known.delete(number))
    return value
  }
}
