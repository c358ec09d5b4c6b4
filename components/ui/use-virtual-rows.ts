import { type RefObject, useCallback, useEffect, useRef, useState } from 'react'
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
/** As long a row is waited for that is to have the focus; it may have gone meanwhile. */
const MOST_WAIT_MS = 5000
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
  /** Has the focus until the row that a key led to is drawn: keys in between still arrive there. */
  const [focused, setFocused] = useState<string | null>(null)
  /** The row that is to have the focus as soon as it is drawn, and whether it was opened by then. */
  const awaited = useRef({ frame: 0, id: null as string | null, opens: false })
  const places = ids.flatMap((one, index) => (one === null ? [] : [{ id: one, index }]))
  const find = (key: string | null) => places.findIndex((place) => place.id === key)
  const at = [find(id), find(current)].find((found) => found !== -1) ?? 0
  const index = places[at]?.index ?? -1
  const kept = new Set([index, places[find(focused)]?.index ?? -1])
  kept.delete(-1)

  const stopWaiting = useCallback(() => {
    cancelAnimationFrame(awaited.current.frame)
    awaited.current = { frame: 0, id: null, opens: false }
  }, [])
  useEffect(() => stopWaiting, [stopWaiting])

  useEffect(() => {
    // One that is deleted leaves none open; its neighbour has the focus then.
    if (current !== null) setId(current)
  }, [current])

  /** A row that is drawn only now can take the focus when it has been measured. */
  const focusRow = (wanted: string, until = performance.now() + MOST_WAIT_MS) => {
    const link = scroller.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(wanted)}"]`)
    const { opens } = awaited.current
    link?.focus({ preventScroll: true })
    if (link != null && document.activeElement === link) {
      // The list gives up scrolling where its rows take long to be measured.
      link.scrollIntoView({ block: 'nearest' })
      if (opens) link.click()
    } else if (performance.now() < until) {
      awaited.current.frame = requestAnimationFrame(() => focusRow(wanted, until))
    } else {
      stopWaiting()
    }
  }

  /** Focus that somebody moved by other means is not taken back. */
  const onFocus = useCallback(
    (row: string) => {
      stopWaiting()
      setId(row)
      setFocused(row)
    },
    [stopWaiting],
  )

  const move = (key: string): boolean => {
    if (key === 'Enter' && awaited.current.id !== null) {
      // Keys go to the row that still has the focus; what is meant is the one they led to.
      awaited.current.opens = true
      return true
    }
    const next = MOVES[key]
    if (next === undefined) return false
    const place = places[next(at, places.length - 1)]
    if (place === undefined) return false
    setId(place.id)
    // The first heading comes into view with its first row.
    list.current?.scrollToIndex(place.index === 1 ? 0 : place.index, { align: 'nearest' })
    stopWaiting()
    awaited.current.id = place.id
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
    ...{ onScroll: lookAhead, keepMounted: [...kept] },
  }
  return { index, onFocus, move, virtualizer }
}
