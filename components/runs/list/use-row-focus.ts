import { type RefObject, useEffect, useRef, useState } from 'react'
import type { VirtualizerHandle } from 'virtua'
import type { ListRow } from './list-rows'

interface List {
  rows: readonly ListRow[]
  scroller: RefObject<HTMLElement | null>
  list: RefObject<VirtualizerHandle | null>
  /** The run that is open. */
  current: string | null
}

/** As many animation frames a row is waited for. */
const MOST_FRAMES = 30
const PAGE_ROWS = 20

/** The keys that lead to another row, as the row that each leads to. */
const MOVES: Readonly<Record<string, (at: number, last: number) => number>> = {
  ArrowDown: (at, last) => Math.min(at + 1, last),
  ArrowUp: (at) => Math.max(at - 1, 0),
  PageDown: (at, last) => Math.min(at + PAGE_ROWS, last),
  PageUp: (at) => Math.max(at - PAGE_ROWS, 0),
  Home: () => 0,
  End: (_at, last) => last,
}

/**
 * One stop for Tab in a list of any length: the row that had the focus last, else the open one, else
 * the first. Keys go on from there, also to rows that are not drawn yet.
 */
export function useRowFocus({ rows, scroller, list, current }: List) {
  const [id, setId] = useState(current)
  const frame = useRef(0)
  const places = rows.flatMap((row, index) => ('day' in row ? [] : [{ id: row.key, index }]))
  const find = (key: string | null) => places.findIndex((place) => place.id === key)
  const at = [find(id), find(current)].find((found) => found !== -1) ?? 0
  const stop = places[at]

  useEffect(() => () => cancelAnimationFrame(frame.current), [])

  /** A row that is drawn only now can take the focus when it has been measured. */
  const focusRow = (wanted: string, tries = MOST_FRAMES) => {
    cancelAnimationFrame(frame.current)
    const link = scroller.current?.querySelector<HTMLElement>(`[data-run="${wanted}"]`)
    link?.focus({ preventScroll: true })
    if (link != null && document.activeElement === link) {
      // The list gives up scrolling where its rows take long to be measured.
      link.scrollIntoView({ block: 'nearest' })
    } else if (tries > 0) {
      frame.current = requestAnimationFrame(() => focusRow(wanted, tries - 1))
    }
  }

  const move = (key: string): boolean => {
    const next = MOVES[key]
    if (next === undefined) return false
    const place = places[next(at, places.length - 1)]
    if (place === undefined) return false
    setId(place.id)
    list.current?.scrollToIndex(place.index, { align: 'nearest' })
    focusRow(place.id)
    return true
  }

  return { index: stop?.index ?? -1, setId, move }
}
