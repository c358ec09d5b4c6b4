import {
  type KeyboardEvent,
  type RefObject,
  useCallback,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'
import { flushSync } from 'react-dom'
import { type ReadingPlace, recallPlace, rememberPlace } from '@/lib/client/stores/reading-places'
import { isAtEnd, turnElements } from './turns-in-view'
import { type Below, useStickToBottom } from './use-stick-to-bottom'
import { useTurnWindow } from './use-turn-window'

interface Reading {
  /** The element that scrolls. */
  frame: RefObject<HTMLElement | null>
  /** What grows in it: the turns, and nothing else that is an article or a section. */
  content: RefObject<HTMLDivElement | null>
  /** The turns to draw, and the room of those that are not drawn. */
  start: number
  end: number
  above: number
  roomBelow: number
  below: Below
  toEnd(): void
  /** Brings a turn of the thread into view and the focus to it. */
  showTurn(id: string): void
  onKeyDown(event: KeyboardEvent): void
}

/**
 * Where a reader stands in a thread: which turns are drawn, whether the end is followed, and the
 * place that is found again. One thread has it for its life: another conversation is another thread.
 * In a comparison `width` answers stand side by side in each turn.
 */
export function useReading(
  conversationId: string,
  ids: readonly string[],
  isArriving: boolean,
  width = 1,
): Reading {
  const frame = useRef<HTMLElement>(null)
  const content = useRef<HTMLDivElement>(null)
  const [place] = useState(() => findPlace(conversationId, ids))
  const drawn = useTurnWindow({ frame, content, ids, startsAt: place?.index ?? null, width })
  const startsAtEnd = place === null
  const stick = useStickToBottom({ frame, content, startsAtEnd, isArriving })

  const shown = useRef({ ids, start: drawn.start })
  useLayoutEffect(() => {
    shown.current = { ids, start: drawn.start }
  })
  useLayoutEffect(() => {
    const element = frame.current
    const inner = content.current
    if (element === null || inner === null) return
    if (place !== null) goTo(element, inner, place, shown.current.start)
    return () => rememberPlace(conversationId, readPlace(element, inner, shown.current))
  }, [conversationId, place])

  const { showStart, showEnd } = drawn
  const { toEnd, letGo } = stick
  const before = useRef(ids)
  useLayoutEffect(() => {
    const isLonger = before.current.every((id, at) => ids[at] === id)
    before.current = ids
    if (!isLonger) letGo()
  }, [ids, letGo])
  const showAndGo = useRef(() => {})
  const goToTurn = useRef((_id: string) => {})
  useLayoutEffect(() => {
    goToTurn.current = (id) => {
      const index = ids.indexOf(id)
      if (index < 0) return
      // It may have to be drawn before anything can go there.
      flushSync(() => drawn.showAround(index))
      const { start } = shown.current
      const turn =
        content.current === null ? undefined : turnElements(content.current)[index - start]
      turn?.scrollIntoView({ block: 'start' })
      turn?.focus({ preventScroll: true })
    }
    showAndGo.current = () => {
      showEnd()
      toEnd()
    }
  })
  const onKeyDown = (event: KeyboardEvent) => {
    const isPlain = !event.altKey && !event.shiftKey && !event.metaKey
    if (event.target !== frame.current || !isPlain) return
    const go = { Home: showStart, End: showAndGo.current }[event.key]
    if (go === undefined) return
    // The browser's own way there is a scroll past all that is not drawn yet.
    event.preventDefault()
    go()
    if (event.key === 'Home') frame.current.scrollTop = 0
  }
  return {
    frame,
    content,
    start: drawn.start,
    end: drawn.end,
    above: drawn.above,
    roomBelow: drawn.below,
    below: isArriving && drawn.end < ids.length ? 'new' : stick.below,
    toEnd: useCallback(() => showAndGo.current(), []),
    showTurn: useCallback((id: string) => goToTurn.current(id), []),
    onKeyDown,
  }
}

type Found = ReadingPlace & { index: number }

function findPlace(conversationId: string, ids: readonly string[]): Found | null {
  const place = recallPlace(conversationId)
  const index = place === null ? -1 : ids.indexOf(place.messageId)
  return place === null || index < 0 ? null : { ...place, index }
}

function goTo(frame: HTMLElement, content: HTMLElement, place: Found, start: number): void {
  const turn = turnElements(content)[place.index - start]
  if (turn !== undefined) frame.scrollTop += topInView(frame, turn) - place.offset
}

/** The first turn in view and how far above it begins; null at the end. */
function readPlace(
  frame: HTMLElement,
  content: HTMLElement,
  { ids, start }: { ids: readonly string[]; start: number },
): ReadingPlace | null {
  if (isAtEnd(frame)) return null
  const { top } = frame.getBoundingClientRect()
  const turns = turnElements(content)
  const index = turns.findIndex((turn) => turn.getBoundingClientRect().bottom > top)
  const turn = turns[index]
  const messageId = ids[start + index]
  if (turn === undefined || messageId === undefined) return null
  return { messageId, offset: topInView(frame, turn) }
}

function topInView(frame: HTMLElement, turn: HTMLElement): number {
  return turn.getBoundingClientRect().top - frame.getBoundingClientRect().top
}
