/** Why a PDF cannot be shown. */
export type PdfFlaw = 'broken' | 'encrypted' | 'gone' | 'offline'

/** By what pdf.js calls its errors (classes differ between copies of a library); `status` is that of the answer. */
const FLAWS: Readonly<Record<string, (status: unknown) => PdfFlaw>> = {
  PasswordException: () => 'encrypted',
  InvalidPDFException: () => 'broken',
  ResponseException: (status) => (status === 404 || status === 410 ? 'gone' : 'offline'),
}

/** Any other error may be the file's or the network's: whether the bytes can be had decides. */
export async function flawOf(error: unknown, canBeHad: () => Promise<boolean>): Promise<PdfFlaw> {
  if (error instanceof Error) {
    const known = FLAWS[error.name]?.('status' in error ? error.status : null)
    if (known !== undefined) return known
  }
  return (await canBeHad()) ? 'broken' : 'offline'
}

/** Whether an address answers with bytes; one of them is asked for. */
export function answers(url: string): Promise<boolean> {
  return fetch(url, { headers: { range: 'bytes=0-0' }, cache: 'no-store' }).then(
    async ({ ok, body }) => {
      await body?.cancel()
      return ok
    },
    () => false,
  )
}
