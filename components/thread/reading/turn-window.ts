/** The turns that are drawn: from `start` to before `end`. */
export interface TurnWindow {
  start: number
  end: number
}

/** So many stand at once when a conversation is opened; the rest comes while nothing else is done. */
const FIRST = 12
/** So many come at a time. */
const STEP = 6
/** Never more than these, or, while a selection or the focus stands among them, than those. */
const MOST = 200
const MOST_HELD = 480

/** The window around a turn; null = the end. */
export function windowAround(index: number | null, length: number): TurnWindow {
  if (index === null) return { start: Math.max(0, length - FIRST), end: length }
  const start = Math.max(0, Math.min(index - STEP, length - FIRST))
  return { start, end: Math.min(length, start + FIRST) }
}

/** The window with some more turns on one side, and fewer on the other where they are too many. */
export function widen(
  { start, end }: TurnWindow,
  side: 'up' | 'down',
  length: number,
  isHeld: boolean,
): TurnWindow {
  const most = isHeld ? MOST_HELD : MOST
  if (side === 'up') {
    const first = Math.max(0, start - STEP)
    return { start: first, end: Math.min(end, first + most) }
  }
  const last = Math.min(length, end + STEP)
  return { start: Math.max(start, last - most), end: last }
}

/** Where idle time is spent: first on what was said before, then on what comes after; null = enough. */
export function idleSide({ start, end }: TurnWindow, length: number): 'up' | 'down' | null {
  if (end - start >= Math.min(MOST, length)) return null
  return start > 0 ? 'up' : 'down'
}

/** The window after turns were added or taken away: one that reached the end still does. */
export function followLength(
  { start, end }: TurnWindow,
  before: number,
  length: number,
): TurnWindow {
  if (end < before && end <= length) return { start, end }
  const moved = { start: Math.min(start, Math.max(0, length - FIRST)), end: length }
  return { ...moved, start: Math.max(moved.start, length - MOST_HELD) }
}

/** Heights of turns as far as they are known; the others are taken to be like them. */
export interface TurnHeights {
  of(index: number): number
  /** Height of the turns from `start` to before `end`. */
  between(start: number, end: number): number
  /** The turn that stands so far below the first one's top. */
  at(y: number): number
}

/** Reads heights, gaps included, by the turns' keys. */
export function readHeights(
  keys: readonly string[],
  known: ReadonlyMap<string, number>,
  fallback: number,
): TurnHeights {
  const sum = [...known.values()].reduce((total, height) => total + height, 0)
  const usual = known.size === 0 ? fallback : sum / known.size
  const of = (index: number) => known.get(keys[index] ?? '') ?? usual
  return {
    of,
    between: (start, end) => {
      let total = 0
      for (let i = start; i < end; i++) total += of(i)
      return total
    },
    at: (y) => {
      let index = 0
      for (let bottom = of(0); bottom < y && index < keys.length - 1; bottom += of(index)) index++
      return index
    },
  }
}
