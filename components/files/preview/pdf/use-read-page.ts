import type { PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { useEffect, useState } from 'react'
import type { OpenPdf } from './open-pdf'

/** A page of a document; null until it is there. */
export function useReadPage(pdf: OpenPdf, number: number) {
  const [page, setPage] = useState<PDFPageProxy | null>(null)
  const [hasFailed, setHasFailed] = useState(false)
  useEffect(() => {
    let isWanted = true
    pdf.page(number).then(
      (read) => isWanted && setPage(read),
      () => isWanted && setHasFailed(true),
    )
    return () => {
      isWanted = false
    }
  }, [pdf, number])
  return { page, hasFailed }
}
