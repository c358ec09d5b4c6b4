import { type RefObject, useLayoutEffect, useRef, useState } from 'react'
import { focusLater } from '../../shell/focus-later'
import { FRAME } from '../blocks/block-frame'

const lineOf = (frame: Element) => frame.querySelector<HTMLElement>('[aria-expanded]')

/**
 * For what holds the controls of a call and goes by their act: the focus goes on to the line of the next
 * call that waits for a person. Where none waits, and where the call was done already, to its own line.
 */
export function useHandOver(isDone: boolean): RefObject<HTMLDivElement | null> {
  // It is done by the act itself, too.
  const [isBack] = useState(isDone)
  const ref = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const controls = ref.current
    const frame = controls?.closest(FRAME)
    return () => {
      if (frame == null || !controls?.contains(document.activeElement)) return
      // Who has gone elsewhere meanwhile stays there.
      const isLost = () => document.activeElement === document.body
      focusLater(() => (isLost() ? lineOf(isBack ? frame : (nextWaiting(frame) ?? frame)) : null))
    }
  }, [isBack])
  return ref
}

/** The call itself where it still waits, else the next one of its answer, else the first. */
function nextWaiting(frame: Element): Element | null | undefined {
  const waiting = [...(frame.closest('article')?.querySelectorAll('[data-waits]') ?? [])]
  const isAfter = (one: Element) =>
    frame.contains(one) ||
    (frame.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0
  return (waiting.find(isAfter) ?? waiting[0])?.closest(FRAME)
}
