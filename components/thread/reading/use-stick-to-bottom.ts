import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { distanceToEnd, isAtEnd, turnElements } from './turns-in-view'

/** What unfolds at a click does so within this time. */
const UNFOLD_MS = 400
/** What scrolls within this time after an act of the reader is theirs, whatever else goes on. */
const ACT_MS = 500
const ACTS = ['wheel', 'touchmove', 'pointerdown', 'keydown']

/** What a way back down would lead to: text that has come since, or the end that is far off. */
export type Below = 'new' | 'far' | null

interface Stick {
  below: Below
  toEnd(): void
  /** Other turns come into view: the reader stays where they stand. */
  letGo(): void
}

interface Options {
  /** The element that scrolls, and what grows in it. */
  frame: RefObject<HTMLElement | null>
  content: RefObject<HTMLElement | null>
  startsAtEnd: boolean
  isArriving: boolean
}

/**
 * Keeps the end in view while text arrives, unless the reader has scrolled up or unfolds something.
 * What grows while nothing arrives is not new.
 */
export function useStickToBottom({ frame, content, startsAtEnd, isArriving }: Options): Stick {
  const isStuck = useRef(startsAtEnd)
  const mayGrow = useRef(isArriving)
  const [below, setBelow] = useState<Below>(null)

  const toEnd = useCallback(() => {
    isStuck.current = true
    setBelow(null)
    if (frame.current !== null) frame.current.scrollTop = frame.current.scrollHeight
  }, [frame])

  const letGo = useCallback(() => {
    isStuck.current = false
  }, [])

  useLayoutEffect(() => {
    if (startsAtEnd) toEnd()
  }, [toEnd, startsAtEnd])
  useEffect(() => {
    mayGrow.current = isArriving
  }, [isArriving])

  useEffect(() => {
    if (frame.current === null || content.current === null) return
    return follow(frame.current, content.current, { isStuck, mayGrow, setBelow })
  }, [frame, content])

  return { below, toEnd, letGo }
}

interface State {
  isStuck: RefObject<boolean>
  mayGrow: RefObject<boolean>
  setBelow(next: (known: Below) => Below): void
}

function follow(frame: HTMLElement, content: HTMLElement, state: State): () => void {
  const { isStuck, mayGrow, setBelow } = state
  let top = frame.scrollTop
  let last = lastTurn(content)
  let height = heightOf(frame)
  let unfoldsUntil = 0
  let actsUntil = 0
  const tell = (hasNew: boolean) =>
    setBelow((known) => {
      if (isStuck.current) return null
      if (hasNew || known === 'new') return 'new'
      return distanceToEnd(frame) > frame.clientHeight ? 'far' : null
    })
  const onScroll = () => {
    // Text may have come since this tab itself scrolled: only the way up is the reader's. And a short way is the
    // browser's where the text was shorter for a moment and more of it has come before this tab hears of that.
    const up = top - frame.scrollTop
    const mayBeTheirs = up > frame.clientHeight / 2 || performance.now() < actsUntil
    const wentUp = up > 0 && (mayBeTheirs || heightOf(frame) === height)
    top = frame.scrollTop
    if (isAtEnd(frame)) isStuck.current = true
    else if (wentUp) isStuck.current = false
    tell(false)
  }
  const onAct = () => {
    actsUntil = performance.now() + ACT_MS
  }
  const onClick = ({ target }: MouseEvent) => {
    const isFold = target instanceof Element && target.closest('[aria-expanded]') !== null
    if (isFold) unfoldsUntil = performance.now() + UNFOLD_MS
  }
  const onResize = () => {
    // What the reader unfolds must not pull away what is being looked at.
    if (performance.now() < unfoldsUntil) isStuck.current &&= isAtEnd(frame)
    if (isStuck.current) frame.scrollTop = frame.scrollHeight
    top = frame.scrollTop
    height = heightOf(frame)
    const before = last
    last = lastTurn(content)
    const hasGrown = last.element !== before.element || last.height > before.height
    tell(mayGrow.current && hasGrown)
  }
  const observer = new ResizeObserver(onResize)
  observer.observe(content)
  observer.observe(frame)
  frame.addEventListener('scroll', onScroll, { passive: true })
  for (const act of ACTS) frame.addEventListener(act, onAct, { passive: true })
  content.addEventListener('click', onClick, { capture: true })
  return () => {
    observer.disconnect()
    frame.removeEventListener('scroll', onScroll)
    for (const act of ACTS) frame.removeEventListener(act, onAct)
    content.removeEventListener('click', onClick, { capture: true })
  }
}

/** Of what scrolls, beyond what is in view of it. */
function heightOf({ scrollHeight, clientHeight }: HTMLElement): number {
  return scrollHeight - clientHeight
}

function lastTurn(content: HTMLElement): { element: HTMLElement | undefined; height: number } {
  const element = turnElements(content).at(-1)
  return { element, height: element?.offsetHeight ?? 0 }
}
