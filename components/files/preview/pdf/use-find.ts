import { useCallback, useEffect, useState } from 'react'
import type { OpenPdf } from './open-pdf'
import { type Found, searchPages, stepOn } from './search-pages'

const NOTHING: Found = { matches: [], chosen: null, isOver: false }

/** What is found as one types. Another text calls the search for the one before off. */
export function useFind(pdf: OpenPdf, query: string, current: number) {
  const [found, setFound] = useState<Found>(NOTHING)
  // biome-ignore lint/correctness/useExhaustiveDependencies: where somebody goes later begins no new search
  useEffect(() => {
    setFound(NOTHING)
    if (query.trim() === '') return
    const leaving = new AbortController()
    searchPages(pdf, query, current, leaving.signal, ({ matches, chosen, isOver }) => {
      // What is shown stays so while more is found.
      setFound((before) => ({ matches, isOver, chosen: before.chosen ?? chosen }))
    })
    return () => leaving.abort()
  }, [pdf, query])
  const step = useCallback((by: 1 | -1) => setFound((now) => stepOn(now, by)), [])
  return { found, step }
}
