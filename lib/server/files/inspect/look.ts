import 'server-only'
import type { FileFacts } from '@/lib/domain/files/facts'
import type { Say } from '../../worker/serve-jobs'
import { binaryFormatOf } from './binary-format'
import { imageTypeOf } from './media/image-type'
import { lookAtImage } from './media/look-at-image'
import { MOST_PAGES, type PdfPages, readPdfPages } from './media/pdf-pages'
import { lookAtZip } from './office/office'
import { lookAtOle, OLE_BEGINNING } from './office/ole'
import { withFile } from './open-file'
import { factsOf, lengthOf, otherFacts } from './plain-facts'
import { lookAtText } from './text/look-at-text'

/** What the thread is asked: what the file at a path is, and how long it may count what is in it. */
export interface LookJob {
  path: string
  name: string
  countMs: number
}

const HEAD = 64 * 1024
/** Some programs write blanks or a byte order mark before it. */
const PDF = /^(?:\xef\xbb\xbf)?\s*%PDF-\d/
/** The second is an empty one's. */
const ZIP = ['PK\x03\x04', 'PK\x05\x06']

/** Finds out what a file is by its bytes. It says the kind as soon as that is known, since the rest may take too much. */
export function look({ path, name, countMs }: LookJob, say: Say): Promise<FileFacts> {
  return withFile(path, async (file) => {
    const head = file.bytesAt(0, HEAD)
    const begin = Buffer.from(head.subarray(0, 1100)).toString('latin1')
    const imageType = imageTypeOf(head)
    if (imageType !== null) {
      say(factsOf('image', imageType))
      return lookAtImage(path, imageType)
    }
    if (PDF.test(begin)) {
      say(PDF_FACTS)
      return pdfFacts(await readPdfPages(file))
    }
    if (ZIP.some((signature) => begin.startsWith(signature)))
      return (await lookAtZip(path, say)).facts
    if (begin.startsWith(OLE_BEGINNING)) return lookAtOle(file)
    say(factsOf('text', 'text/plain'))
    return lookAtText({ file, name, head, countMs }) ?? otherFacts(binaryFormatOf(begin))
  })
}

const PDF_FACTS = factsOf('pdf', 'application/pdf')

function pdfFacts(look: PdfPages): FileFacts {
  if (look.kind !== 'read') return { ...PDF_FACTS, flaw: look.kind }
  const { pageCount, pages } = look
  if (pageCount > MOST_PAGES) return { ...PDF_FACTS, flaw: 'too_many_pages', pages: pageCount }
  const text = pdfText(pages)
  return { ...PDF_FACTS, pages: pageCount, ...lengthOf(text.trim() === '' ? '' : text) }
}

/** A PDF's pages as one text, which can be split again. */
export const pdfText = (pages: readonly string[]) =>
  pages.map((page) => page.replaceAll('\f', '\n')).join('\f')
