import {
  type RefObject,
  startTransition,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import {
  followLength,
  idleSide,
  readHeights,
  type TurnHeights,
  type TurnWindow,
  type WindowSizes,
  widen,
  windowAround,
  windowSizes,
} from './turn-window'
import { isHeld, turnElements } from './turns-in-view'

/** Turns are drawn before they come into view: so many heights of it ahead. */
const AHEAD = 1.5
/** About how high a turn is, while none has been measured. */
const USUAL_PX = 160

interface Options {
  frame: RefObject<HTMLElement | null>
  content: RefObject<HTMLElement | null>
  /** The turns of the thread, in order. */
  ids: readonly string[]
  /** The turn that is in view at first; null = the last. */
  startsAt: number | null
  /** So many answers stand side by side in a turn. */
  width: number
}

interface Drawn extends TurnWindow {
  /** Pixels that the turns before and after take up, as far as that is known. */
  above: number
  below: number
  /** Draws the first turns, or the last. */
  showStart(): void
  showEnd(): void
  /** Draws the turns around one. */
  showAround(index: number): void
}

/**
 * Which turns of a long thread are drawn: those around the reader, and in idle time as many as a
 * page bears, so that search, selection and screen readers find them.
 */
export function useTurnWindow({ frame, content, ids, startsAt, width }: Options): Drawn {
  const { length } = ids
  const sizes = useMemo(() => windowSizes(width), [width])
  const [state, setState] = useState(() => ({
    window: windowAround(startsAt, length, sizes),
    length,
  }))
  let { window } = state
  if (state.length !== length) {
    window = followLength(window, state.length, length, sizes)
    setState({ window, length })
  }
  const known = useRef(new Map<string, number>())
  // biome-ignore lint/correctness/useExhaustiveDependencies: another window brings other heights
  const heights = useMemo(() => readHeights(ids, known.current, USUAL_PX), [ids, window])

  const move = useCallback(
    (next: TurnWindow) => {
      if (content.current === null) return
      measure(content.current, ids, window.start, known.current)
      setState({ window: next, length })
    },
    [content, ids, window, length],
  )

  useEffect(() => {
    const element = frame.current
    const inner = content.current
    if (element === null || inner === null || length === 0) return
    const look = () => {
      const next = windowInView(element, inner, { window, length, heights, sizes })
      if (next !== null) move(next)
    }
    look()
    element.addEventListener('scroll', look, { passive: true })
    return () => element.removeEventListener('scroll', look)
  }, [frame, content, window, length, heights, sizes, move])

  useEffect(() => {
    const side = idleSide(window, length, sizes)
    if (side === null) return
    return whenIdle(() => startTransition(() => move(widen(window, side, length, false, sizes))))
  }, [window, length, sizes, move])

  const showStart = () => {
    if (window.start > 0) move(windowAround(0, length, sizes))
  }
  const showEnd = () => {
    if (window.end < length) move(windowAround(null, length, sizes))
  }
  return {
    ...window,
    above: heights.between(0, window.start),
    below: heights.between(window.end, length),
    showStart,
    showEnd,
    showAround: (index) => {
      if (index < window.start || index >= window.end) move(windowAround(index, length, sizes))
    },
  }
}

interface Thread {
  window: TurnWindow
  length: number
  heights: TurnHeights
  sizes: WindowSizes
}

/** The window that what is in view asks for; null = the present one. */
function windowInView(frame: HTMLElement, content: HTMLElement, thread: Thread): TurnWindow | null {
  const { window, length, heights, sizes } = thread
  const turns = turnElements(content)
  const first = turns[0]?.getBoundingClientRect()
  const last = turns.at(-1)?.getBoundingClientRect()
  if (first === undefined || last === undefined) return null
  const view = frame.getBoundingClientRect()
  const hasUp = window.start > 0
  const hasDown = window.end < length
  // Somebody has gone far at once: none of what is drawn is near.
  if ((hasUp && first.top > view.bottom) || (hasDown && last.bottom < view.top)) {
    return windowAround(heights.at(view.top - content.getBoundingClientRect().top), length, sizes)
  }
  const ahead = view.height * AHEAD
  const toward = (side: 'up' | 'down') => widen(window, side, length, isHeld(content), sizes)
  if (hasUp && first.top > view.top - ahead) return toward('up')
  if (hasDown && last.bottom < view.bottom + ahead) return toward('down')
  return null
}

/** Takes down how much room each drawn turn takes; of the last one its gap is not known. */
function measure(
  content: HTMLElement,
  ids: readonly string[],
  start: number,
  known: Map<string, number>,
): void {
  const tops = turnElements(content).map((turn) => turn.offsetTop)
  for (const [i, top] of tops.entries()) {
    const id = ids[start + i]
    const next = tops[i + 1]
    if (id !== undefined && next !== undefined) known.set(id, next - top)
  }
}

/** Safari knows no idle time. */
function whenIdle(run: () => void): () => void {
  if (typeof requestIdleCallback !== 'function') {
    const timer = setTimeout(run, 50)
    return () => clearTimeout(timer)
  }
  const id = requestIdleCallback(run)
  return () => cancelIdleCallback(id)
}
