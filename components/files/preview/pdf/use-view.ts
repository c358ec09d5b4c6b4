import { type RefObject, useCallback, useLayoutEffect, useRef, useState } from 'react'
import { downTo, type PageLayout, pageAt, placeAt } from './page-layout'
import type { PagePlace, Target } from './pdf-place'

interface View {
  scroller: RefObject<HTMLElement | null>
  /** Of the scroller, in CSS px; 0 until it is measured. */
  height: number
  layout: PageLayout
  /** Another one moves the view. */
  target: Target
  /** The page that is looked at. */
  onPage: (page: number) => void
}

/** What is looked at stands so far down the view, as a share of its height. */
const EYE = 0.25

/** The pages near the view. What is looked at stays in its place when the pages' measure changes. */
export function useView({ scroller, height, layout, target, onPage }: View) {
  const [range, setRange] = useState({ first: target.page, last: target.page })
  const anchor = useRef<PagePlace>(target)
  const isThere = height > 0 && layout.width > 0

  const look = useCallback(() => {
    if (scroller.current === null || !isThere) return
    const { scrollTop, scrollHeight } = scroller.current
    anchor.current = placeAt(layout, scrollTop + EYE * height)
    const first = pageAt(layout, scrollTop - height / 2)
    const last = pageAt(layout, scrollTop + height * 1.5)
    setRange((now) => (now.first === first && now.last === last ? now : { first, last }))
    // The last page may never come up to the eye.
    const isAtEnd = scrollTop > 0 && scrollTop + height >= scrollHeight - 1
    onPage(isAtEnd ? layout.tops.length - 1 : anchor.current.page)
  }, [scroller, isThere, layout, height, onPage])

  const shown = useRef<Target | null>(null)
  useLayoutEffect(() => {
    if (scroller.current === null || !isThere) return
    const isNew = shown.current !== target
    shown.current = target
    const above = isNew && target.kind === 'page' ? 0 : EYE * height
    scroller.current.scrollTop = downTo(layout, isNew ? target : anchor.current) - above
    if (isNew && target.kind === 'words') showAcross(scroller.current, target.left * layout.width)
    look()
  }, [scroller, isThere, layout, height, target, look])

  return { range, look }
}

/** Of a page that is wider than the view. */
function showAcross(scroller: HTMLElement, left: number): void {
  const { scrollLeft, clientWidth } = scroller
  const isInView = left >= scrollLeft && left <= scrollLeft + clientWidth * (1 - EYE)
  if (!isInView) scroller.scrollLeft = left - EYE * clientWidth
}
