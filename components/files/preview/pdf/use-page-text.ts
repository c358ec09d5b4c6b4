import { useEffect, useState } from 'react'
import type { OpenPdf } from './open-pdf'
import type { PageText } from './page-text'

/** The text of a page; null until it is there, where it is not wanted, and where it cannot be read. */
export function usePageText(pdf: OpenPdf, number: number, isWanted = true): PageText | null {
  const [text, setText] = useState<PageText | null>(null)
  useEffect(() => {
    if (!isWanted) return
    let isMounted = true
    pdf.textOf(number).then(
      (read) => isMounted && setText(read),
      // The page is seen all the same.
      () => {},
    )
    return () => {
      isMounted = false
    }
  }, [pdf, number, isWanted])
  return text
}
