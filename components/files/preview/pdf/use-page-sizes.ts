import { useCallback, useState } from 'react'
import type { OpenPdf } from './open-pdf'
import type { PageSize } from './page-layout'

/** The measures of the pages that have been looked at; from the first of all the others are guessed. */
export function usePageSizes({ first }: OpenPdf) {
  const [sizes, setSizes] = useState<ReadonlyMap<number, PageSize>>(() => {
    const { width, height } = first.getViewport({ scale: 1 })
    return new Map([[1, { width, height }]])
  })
  const onSize = useCallback((page: number, size: PageSize) => {
    setSizes((known) => {
      // Of one that is as it was guessed there is nothing to say.
      const before = known.get(page) ?? known.get(1)
      const isKnown = before?.width === size.width && before.height === size.height
      return isKnown ? known : new Map(known).set(page, size)
    })
  }, [])
  return { sizes, onSize }
}
