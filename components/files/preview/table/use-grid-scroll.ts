import { type RefObject, useCallback, useLayoutEffect, useState } from 'react'
import { boxTopFor, follow } from './grid-measures'

interface View {
  width: number
  height: number
}

/** What is in view of rows that are this high in all, in a box that scrolls. */
export function useGridScroll(
  scroller: RefObject<HTMLElement | null>,
  height: number,
  head: number,
) {
  const [view, setView] = useState<View>({ width: 0, height: 0 })
  const [at, setAt] = useState({ box: 0, top: 0, left: 0 })
  useLayoutEffect(() => {
    const box = scroller.current
    if (box === null) return
    const measure = () => setView({ width: box.clientWidth, height: box.clientHeight })
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(box)
    return () => observer.disconnect()
  }, [scroller])
  const room = { height, view: Math.max(1, view.height - head) }

  const onScroll = () => {
    const box = scroller.current
    if (box === null) return
    setAt((before) => ({ ...follow(before, box.scrollTop, room), left: box.scrollLeft }))
  }

  /** Brings a stretch of the rows and of the columns into view. */
  const show = useCallback(
    (rows: readonly [number, number], columns: readonly [number, number], gutter: number) => {
      const box = scroller.current
      if (box === null) return
      const rowsRoom = { height, view: Math.max(1, box.clientHeight - head) }
      const top = within(at.top, rows, rowsRoom.view)
      box.scrollLeft = within(at.left, columns, box.clientWidth - gutter)
      if (top !== at.top) box.scrollTop = boxTopFor(top, rowsRoom)
      setAt({ box: box.scrollTop, top, left: box.scrollLeft })
    },
    [scroller, height, head, at.top, at.left],
  )
  const most = Math.max(0, height - room.view)
  return { view, top: Math.min(at.top, most), left: at.left, onScroll, show }
}

/** The nearest way to scroll at which a stretch is in view. */
function within(now: number, [from, to]: readonly [number, number], view: number): number {
  if (from < now) return from
  return to > now + view ? Math.min(from, to - view) : now
}
