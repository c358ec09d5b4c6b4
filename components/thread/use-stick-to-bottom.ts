import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'

/** Closer than this to the end counts as being there; sizes may be fractions of a pixel. */
const AT_END_PX = 8

interface Stick {
  /** The element that scrolls. */
  frame: RefObject<HTMLElement | null>
  /** What grows in it. */
  content: RefObject<HTMLDivElement | null>
  /** True when something came below while the reader was further up. */
  hasNewBelow: boolean
  toEnd(): void
}

/**
 * Keeps the end in view while text arrives, unless the reader has scrolled up. `key` names what is
 * shown: another one starts at its end. What grows while nothing arrives is not new: a fold was opened.
 */
export function useStickToBottom(key: string | null, isArriving: boolean): Stick {
  const frame = useRef<HTMLElement>(null)
  const content = useRef<HTMLDivElement>(null)
  const isStuck = useRef(true)
  const mayGrow = useRef(isArriving)
  const [hasNewBelow, setNewBelow] = useState(false)

  const toEnd = useCallback(() => {
    isStuck.current = true
    setNewBelow(false)
    if (frame.current !== null) frame.current.scrollTop = frame.current.scrollHeight
  }, [])

  // biome-ignore lint/correctness/useExhaustiveDependencies: another key starts at its end
  useLayoutEffect(toEnd, [toEnd, key])
  useEffect(() => {
    mayGrow.current = isArriving
  }, [isArriving])

  useEffect(() => {
    const element = frame.current
    const inner = content.current
    if (element === null || inner === null) return
    let height = inner.offsetHeight
    let top = element.scrollTop
    const onScroll = () => {
      // Text may have come since this tab itself scrolled: only the way up is the reader's.
      const wentUp = element.scrollTop < top
      top = element.scrollTop
      if (distanceToEnd(element) <= AT_END_PX) {
        isStuck.current = true
        setNewBelow(false)
      } else if (wentUp) {
        isStuck.current = false
      }
    }
    const observer = new ResizeObserver(() => {
      if (isStuck.current) element.scrollTop = element.scrollHeight
      else if (mayGrow.current && inner.offsetHeight > height) setNewBelow(true)
      height = inner.offsetHeight
    })
    observer.observe(inner)
    observer.observe(element)
    element.addEventListener('scroll', onScroll, { passive: true })
    return () => {
      observer.disconnect()
      element.removeEventListener('scroll', onScroll)
    }
  }, [])

  return { frame, content, hasNewBelow, toEnd }
}

function distanceToEnd(element: HTMLElement): number {
  return element.scrollHeight - element.scrollTop - element.clientHeight
}
