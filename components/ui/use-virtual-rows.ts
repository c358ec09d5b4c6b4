import { type RefObject, useEffect, useRef, useState } from 'react'
import type { VirtualizerHandle } from 'virtua'

interface Rows {
  /** Of each line the id of its row, whose link has it as `data-row`; null = a heading. */
  ids: readonly (string | null)[]
  /** What scrolls around the list. */
  scroller: RefObject<HTMLElement | null>
  /** The row that is open. */
  current: string | null
  /** The end is near: the next page is wanted. */
  onNearEnd: () => void
}

/** Closer than this many rows to the end, the next page is fetched. */
const AHEAD = 40
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
 * A list of any length, of which only the rows in view are drawn. It is one stop for Tab: the row that
 * was opened or had the focus last, else the open one, else the first. Keys go on from there, also to
 * rows that are not drawn yet: `move` is false for a key that leads nowhere.
 */
export function useVirtualRows({ ids, scroller, current, onNearEnd }: Rows) {
  const list = useRef<VirtualizerHandle>(null)
  const [id, setId] = useState(current)
  const frame = useRef(0)
  const places = ids.flatMap((one, index) => (one === null ? [] : [{ id: one, index }]))
  const find = (key: string | null) => places.findIndex((place) => place.id === key)
  const at = [find(id), find(current)].find((found) => found !== -1) ?? 0
  const index = places[at]?.index ?? -1

  useEffect(() => () => cancelAnimationFrame(frame.current), [])

  useEffect(() => {
    // One that is deleted leaves none open; its neighbour has the focus then.
    if (current !== null) setId(current)
  }, [current])

  /** A row that is drawn only now can take the focus when it has been measured. */
  const focusRow = (wanted: string, tries = MOST_FRAMES) => {
    cancelAnimationFrame(frame.current)
    const link = scroller.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(wanted)}"]`)
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
    // The first heading comes into view with its first row.
    list.current?.scrollToIndex(place.index === 1 ? 0 : place.index, { align: 'nearest' })
    focusRow(place.id)
    return true
  }

  const lookAhead = () => {
    const handle = list.current
    if (handle === null) return
    const last = handle.findItemIndex(handle.scrollOffset + handle.viewportSize)
    if (last + AHEAD >= ids.length) onNearEnd()
  }
  // A page that came may have left the end in view.
  useEffect(lookAhead)

  const virtualizer = {
    ...{ ref: list, as: 'ul' as const, item: 'li' as const, scrollRef: scroller },
    ...{ onScroll: lookAhead, keepMounted: index === -1 ? [] : [index] },
  }
  return { index, setId, move, virtualizer }
}
