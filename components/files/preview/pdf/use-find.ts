import { useCallback, useEffect, useState } from 'react'
import type { OpenPdf } from './open-pdf'
import type { Mark } from './pdf-place'

type Match = Pick<Mark, 'page' | 'spans'>

export interface Found {
  /** In the order of the document. */
  matches: readonly Match[]
  /** The one that is shown. */
  chosen: Match | null
  /** Every page has been looked at. */
  isOver: boolean
}

const NOTHING: Found = { matches: [], chosen: null, isOver: false }
/** More of them nobody looks at one by one. */
const MOST = 10_000
/** So many pages later what was found so far is shown. */
const PAGES_AT_ONCE = 16

/** Looks for a text on every page, from the one that is looked at on. Another text calls the search off. */
export function useFind(pdf: OpenPdf, query: string, current: number) {
  const [found, setFound] = useState<Found>(NOTHING)
  // biome-ignore lint/correctness/useExhaustiveDependencies: where somebody goes later begins no new search
  useEffect(() => {
    setFound(NOTHING)
    if (query.trim() === '') return
    const leaving = new AbortController()
    search(pdf, query, current, leaving.signal, ({ matches, chosen, isOver }) => {
      // What is shown stays so while more is found.
      setFound((before) => ({ matches, isOver, chosen: before.chosen ?? chosen }))
    })
    return () => leaving.abort()
  }, [pdf, query])
  const step = useCallback((by: 1 | -1) => {
    setFound((now) => {
      const { matches, chosen } = now
      if (chosen === null) return now
      const next = (matches.indexOf(chosen) + by + matches.length) % matches.length
      return { ...now, chosen: matches[next] ?? chosen }
    })
  }, [])
  return { found, step }
}

async function search(
  pdf: OpenPdf,
  query: string,
  from: number,
  signal: AbortSignal,
  tell: (found: Found) => void,
): Promise<void> {
  const before: Match[] = []
  const ahead: Match[] = []
  for (let step = 0; step < pdf.pageCount; step++) {
    const page = ((from - 1 + step) % pdf.pageCount) + 1
    const text = await pdf.textOf(page).catch(() => null)
    if (signal.aborted) return
    const matches = page < from ? before : ahead
    for (const spans of text?.find(query) ?? []) matches.push({ page, spans })
    if (before.length + ahead.length > MOST) break
    if (step % PAGES_AT_ONCE !== 0) continue
    tell({ matches: [...before, ...ahead], chosen: ahead[0] ?? null, isOver: false })
  }
  tell({ matches: [...before, ...ahead], chosen: ahead[0] ?? before[0] ?? null, isOver: true })
}
