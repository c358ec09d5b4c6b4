import 'server-only'
import type { FileFacts, FileFlaw, FileKind } from '@/lib/domain/files/facts'
import { pdfText } from './look'
import { readPdfPages } from './media/pdf-pages'
import { lookAtZip } from './office/office'
import { withFile } from './open-file'
import { decodedPieces, isUndecodable } from './text/decode'

/** What the thread is asked: the text of a file whose facts are known. */
export interface TextJob {
  path: string
  facts: FileFacts
}

/** A file's text, or what is wrong with it after all. */
export type TextLook = { text: string } | { flaw: FileFlaw }

type Reader = (job: TextJob) => Promise<TextLook>

const READERS: Partial<Record<FileKind, Reader>> = {
  pdf: readPdf,
  docx: readOffice,
  xlsx: readOffice,
}

/** Reads a file as text. */
export const readText: Reader = (job) => (READERS[job.facts.kind] ?? readPlain)(job)

function readPdf({ path }: TextJob): Promise<TextLook> {
  return withFile(path, async (file) => {
    const look = await readPdfPages(file)
    return look.kind === 'read' ? { text: pdfText(look.pages) } : { flaw: look.kind }
  })
}

async function readOffice({ path }: TextJob): Promise<TextLook> {
  const { facts, text } = await lookAtZip(path, () => undefined)
  return facts.flaw === null ? { text } : { flaw: facts.flaw }
}

function readPlain({ path, facts }: TextJob): Promise<TextLook> {
  return withFile(path, async (file) => {
    try {
      return { text: [...decodedPieces(file, facts.encoding ?? 'utf-8')].join('') }
    } catch (error) {
      if (isUndecodable(error)) return { flaw: 'undecodable' }
      throw error
    }
  })
}
