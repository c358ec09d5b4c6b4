import { isApiError } from '@/lib/wire/errors'

/** Why a PDF cannot be shown. */
export type PdfFlaw = 'broken' | 'encrypted' | 'gone' | 'offline'

/** By what pdf.js calls its error (classes differ between copies of a library), or the server its own. */
export function flawOf(error: unknown): PdfFlaw {
  if (isApiError(error)) return error.status === 404 || error.status === 410 ? 'gone' : 'offline'
  return error instanceof Error && error.name === 'PasswordException' ? 'encrypted' : 'broken'
}
