import { useCallback, useEffect, useState } from 'react'
import { type OpenPdf, openPdf } from './open-pdf'
import { flawOf, type PdfFlaw } from './pdf-flaw'

export type PdfState =
  | { kind: 'loading' }
  | { kind: 'open'; pdf: OpenPdf }
  | { kind: 'flawed'; flaw: PdfFlaw }

/** The document at an address, for as long as it is looked at. */
export function usePdf(url: string): { state: PdfState; tryAgain: () => void } {
  const [state, setState] = useState<PdfState>({ kind: 'loading' })
  const [tries, setTries] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another try reads the same address anew
  useEffect(() => {
    const leaving = new AbortController()
    setState({ kind: 'loading' })
    const fail = (error: unknown) => {
      if (leaving.signal.aborted) return
      setState({ kind: 'flawed', flaw: flawOf(error) })
      leaving.abort()
    }
    openPdf(url, leaving.signal, fail).then((pdf) => {
      if (!leaving.signal.aborted) setState({ kind: 'open', pdf })
    }, fail)
    return () => leaving.abort()
  }, [url, tries])
  return { state, tryAgain: useCallback(() => setTries((count) => count + 1), []) }
}
