import type { FindInPage } from '@/lib/domain/files/passage/find-in-page'
import type { Mark } from './pdf-place'

export type Match = Pick<Mark, 'page' | 'spans'>

export interface Found {
  /** In the order of the document. */
  matches: readonly Match[]
  /** The one that is shown. */
  chosen: Match | null
  /** Every page has been looked at. */
  isOver: boolean
}

/** What can be searched: each page is read when it is its turn. */
export interface Searched {
  pageCount: number
  textOf: (page: number) => Promise<{ find: FindInPage }>
}

/** More of them nobody looks at one by one. */
const MOST = 10_000
/** So many pages are looked through before the screen has its turn. */
const PAGES_AT_ONCE = 8

/** Looks for a text on every page, from one on to the end and then from the first, until it is called off. */
export async function searchPages(
  { pageCount, textOf }: Searched,
  query: string,
  from: number,
  signal: AbortSignal,
  tell: (found: Found) => void,
): Promise<void> {
  const before: Match[] = []
  const ahead: Match[] = []
  let hasTold = false
  for (let step = 0; step < pageCount && !signal.aborted; step++) {
    const page = ((from - 1 + step) % pageCount) + 1
    // A page that cannot be read is one without text.
    const text = await textOf(page).catch(() => null)
    if (signal.aborted) return
    const matches = page < from ? before : ahead
    for (const spans of text?.find(query) ?? []) matches.push({ page, spans })
    if (before.length + ahead.length > MOST) break
    const isFirst: boolean = !hasTold && ahead.length > 0
    if (isFirst || isPowerOfTwo(step)) {
      tell({ matches: [...before, ...ahead], chosen: ahead[0] ?? null, isOver: false })
    }
    hasTold ||= isFirst
    if (step % PAGES_AT_ONCE === 0) await new Promise((resolve) => setTimeout(resolve))
  }
  if (signal.aborted) return
  tell({ matches: [...before, ...ahead], chosen: ahead[0] ?? before[0] ?? null, isOver: true })
}

/** What is told ever less often costs little, however long the document. */
const isPowerOfTwo = (step: number) => step > 0 && (step & (step - 1)) === 0

/** The next place, or the one before; after the last comes the first. */
export function stepOn(found: Found, by: 1 | -1): Found {
  const { matches, chosen } = found
  if (chosen === null) return found
  const next = (matches.indexOf(chosen) + by + matches.length) % matches.length
  return { ...found, chosen: matches[next] ?? chosen }
}
