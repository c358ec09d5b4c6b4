import { type RefObject, useLayoutEffect, useRef } from 'react'
import { flushSync } from 'react-dom'
import { type ReadingPlace, recallPlace, rememberPlace } from '@/lib/client/stores/reading-places'
import { isAtEnd, turnElements } from './turns-in-view'

interface Options {
  /** The element that scrolls, and what grows in it. */
  frame: RefObject<HTMLElement | null>
  content: RefObject<HTMLElement | null>
  conversationId: string
  ids: readonly string[]
  /** The first turn that is drawn. */
  start: number
  /** Where the reader is brought at first; null = to the end. */
  first: ReadingPlace | null
  /** In what way the turns are shown. */
  look: string
  /** Draws the turns around one. */
  showAround(index: number): void
  toEnd(): void
  /** The end is not followed any more. */
  letGo(): void
}

/**
 * Where the reader stands: at a turn, or at the end. They are brought back there when all turns are shown in
 * another way, and when they come back to the conversation. Answers what brings a turn into view and the focus to it.
 */
export function useReadingPlace(options: Options): (id: string) => void {
  const { frame, content, conversationId, ids, start, look, showAround, toEnd, letGo } = options
  const shown = useRef({ ids, start, look })
  const place = useRef(options.first)
  /** Where to bring the reader once that is drawn. */
  const wanted = useRef(options.first)
  /** How far was scrolled for that. */
  const broughtTo = useRef(Number.NaN)
  useLayoutEffect(() => {
    const before = shown.current
    shown.current = { ids, start, look }
    if (look !== before.look) {
      wanted.current = nearest(place.current, before.ids, ids)
      if (wanted.current === null) toEnd()
    } else if (before.ids.some((id, at) => ids[at] !== id)) letGo()
    const to = wanted.current
    if (frame.current === null || content.current === null || to === null) return
    const index = ids.indexOf(to.messageId)
    const turn = turnElements(content.current)[index - start]
    if (turn === undefined) return showAround(index)
    letGo()
    bringBack(frame.current, turn, to.offset)
    wanted.current = null
    broughtTo.current = frame.current.scrollTop
  })
  useLayoutEffect(() => {
    const element = frame.current
    const inner = content.current
    if (element === null || inner === null) return
    const read = () => readPlace(element, inner, shown.current)
    const onScroll = () => {
      // A turn that has no room to stand where it stood stands there again once it has.
      if (element.scrollTop === broughtTo.current) return
      place.current = read()
      // Who comes back there later has left that turn.
      broughtTo.current = Number.NaN
    }
    element.addEventListener('scroll', onScroll, { passive: true })
    return () => {
      element.removeEventListener('scroll', onScroll)
      rememberPlace(conversationId, read())
    }
  }, [frame, content, conversationId])
  return (id) => {
    const index = ids.indexOf(id)
    if (index < 0 || content.current === null) return
    // It may have to be drawn before anything can go there.
    flushSync(() => showAround(index))
    letGo()
    const turn = turnElements(content.current)[index - shown.current.start]
    turn?.scrollIntoView({ block: 'start' })
    turn?.focus({ preventScroll: true })
  }
}

/** Where the reader left a conversation, if that is among its turns; null = at its end. */
export function findPlace(conversationId: string, ids: readonly string[]): ReadingPlace | null {
  const place = recallPlace(conversationId)
  return place === null || !ids.includes(place.messageId) ? null : place
}

/** The same place, or, where its turn is not shown any more, that of the next one that is. */
function nearest(
  place: ReadingPlace | null,
  before: readonly string[],
  ids: readonly string[],
): ReadingPlace | null {
  if (place === null) return null
  const next = before.slice(before.indexOf(place.messageId)).find((id) => ids.includes(id))
  return next === undefined ? null : { ...place, messageId: next }
}

/** Scrolls a turn to where it stood; one that does not reach into view from there any more shows its beginning. */
function bringBack(frame: HTMLElement, turn: HTMLElement, offset: number): void {
  const top = topOfView(turn)
  frame.scrollTop += topInFrame(frame, turn) - (offset + turn.offsetHeight > top ? offset : top)
}

/** The first turn in view and where it begins; null at the end. */
function readPlace(
  frame: HTMLElement,
  content: HTMLElement,
  { ids, start }: { ids: readonly string[]; start: number },
): ReadingPlace | null {
  if (isAtEnd(frame)) return null
  const turns = turnElements(content)
  const index = turns.findIndex(
    (turn) => topInFrame(frame, turn) + turn.offsetHeight > topOfView(turn),
  )
  const turn = turns[index]
  const messageId = ids[start + index]
  if (turn === undefined || messageId === undefined) return null
  return { messageId, offset: topInFrame(frame, turn) }
}

function topInFrame(frame: HTMLElement, turn: HTMLElement): number {
  return turn.getBoundingClientRect().top - frame.getBoundingClientRect().top
}

/** So far below the frame's top the view of a turn begins: what sticks there lies over it. */
function topOfView(turn: HTMLElement): number {
  return Number.parseFloat(getComputedStyle(turn).scrollMarginTop)
}
