import 'server-only'
import { ApiError } from '@/lib/wire/errors'
import { TookTooMuch } from '../../../worker/thread'
import type { WorkerPool } from '../worker/pool'
import type { ImageLook } from './read-image'
import type { PdfLook } from './read-pdf'
import { rememberByBytes } from './remember'

/** Looks into files by their bytes. */
export interface Looker {
  image(bytes: Uint8Array): Promise<ImageLook>
  pdf(bytes: Uint8Array): Promise<PdfLook>
}

/** A looker that has seen nothing yet; the worker reads for it. */
export function createLooker(worker: WorkerPool): Looker {
  return {
    image: rememberByBytes(
      (bytes) => worker.run('readImage', bytes),
      () => 0,
    ),
    pdf: rememberByBytes((bytes) => worker.run('readPdf', bytes), charactersOf),
  }
}

function charactersOf(look: PdfLook): number {
  if (look.kind !== 'read') return 0
  return look.pages.reduce((sum, page) => sum + page.length, 0)
}

/** A look, or the 400 for a file on which it would take too much to look into. */
export async function unlessTooMuch<Look>(look: Promise<Look>, complaint: string): Promise<Look> {
  try {
    return await look
  } catch (error) {
    if (error instanceof TookTooMuch) throw new ApiError(400, `${complaint}: ${error.message}`)
    throw error
  }
}
