import {
  type KeyboardEvent,
  type RefObject,
  useCallback,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'
import { findPlace, useReadingPlace } from './use-reading-place'
import { type Below, useStickToBottom } from './use-stick-to-bottom'
import { useTurnWindow } from './use-turn-window'

export interface Reading {
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

interface Look {
  /** So many answers stand side by side in a turn. */
  width?: number
  /** In what way the turns are shown: in another one the reader stays where they are. */
  look?: string
}

/**
 * Where a reader stands in a thread: which turns are drawn, whether the end is followed, and the
 * place that is found again. One thread has it for its life: another conversation is another thread.
 */
export function useReading(
  conversationId: string,
  ids: readonly string[],
  isArriving: boolean,
  { width = 1, look = '' }: Look = {},
): Reading {
  const frame = useRef<HTMLElement>(null)
  const content = useRef<HTMLDivElement>(null)
  const [place] = useState(() => findPlace(conversationId, ids))
  const startsAt = place === null ? null : ids.indexOf(place.messageId)
  const drawn = useTurnWindow({ frame, content, ids, startsAt, width })
  const stick = useStickToBottom({ frame, content, startsAtEnd: place === null, isArriving })
  const { start, showStart, showAround } = drawn
  const { letGo } = stick
  const toEnd = () => {
    drawn.showEnd()
    stick.toEnd()
  }
  const showTurn = useReadingPlace({
    ...{ frame, content, conversationId, ids, start, look, first: place },
    ...{ showAround, toEnd, letGo },
  })
  const acts = useRef({ toEnd, showTurn })
  useLayoutEffect(() => {
    acts.current = { toEnd, showTurn }
  })
  const onKeyDown = (event: KeyboardEvent) => {
    const isPlain = !event.altKey && !event.shiftKey && !event.metaKey
    if (event.target !== frame.current || !isPlain) return
    const go = { Home: showStart, End: toEnd }[event.key]
    if (go === undefined) return
    // The browser's own way there is a scroll past all that is not drawn yet.
    event.preventDefault()
    go()
    if (event.key === 'Home') frame.current.scrollTop = 0
  }
  return {
    frame,
    content,
    start,
    end: drawn.end,
    above: drawn.above,
    roomBelow: drawn.below,
    below: isArriving && drawn.end < ids.length ? 'new' : stick.below,
    toEnd: useCallback(() => acts.current.toEnd(), []),
    showTurn: useCallback((id: string) => acts.current.showTurn(id), []),
    onKeyDown,
  }
}
