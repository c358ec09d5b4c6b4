/** The turns that are drawn: from `start` to before `end`. */
export interface TurnWindow {
  start: number
  end: number
}

/** How many turns are drawn, where each is one answer wide or several. */
export interface WindowSizes {
  /** So many stand at once when a conversation is opened; the rest comes while nothing else is done. */
  first: number
  /** So many come at a time. */
  step: number
  /** Never more than these, or, while a selection or the focus stands among them, than those. */
  most: number
  mostHeld: number
}

/** Of turns in which so many answers stand side by side: as many answers, but never fewer turns than fill a view. */
export function windowSizes(width: number): WindowSizes {
  const most = Math.max(48, Math.round(200 / width))
  return {
    first: Math.max(4, Math.round(12 / width)),
    step: Math.max(1, Math.round(6 / width)),
    most,
    mostHeld: Math.round(most * 2.4),
  }
}

/** The window around a turn; null = the end. */
export function windowAround(
  index: number | null,
  length: number,
  { first, step }: WindowSizes,
): TurnWindow {
  if (index === null) return { start: Math.max(0, length - first), end: length }
  const start = Math.max(0, Math.min(index - step, length - first))
  return { start, end: Math.min(length, start + first) }
}

/** The window with some more turns on one side, and fewer on the other where they are too many. */
export function widen(
  { start, end }: TurnWindow,
  side: 'up' | 'down',
  length: number,
  isHeld: boolean,
  sizes: WindowSizes,
): TurnWindow {
  const most = isHeld ? sizes.mostHeld : sizes.most
  if (side === 'up') {
    const first = Math.max(0, start - sizes.step)
    return { start: first, end: Math.min(end, first + most) }
  }
  const last = Math.min(length, end + sizes.step)
  return { start: Math.max(start, last - most), end: last }
}

/** Where idle time is spent: first on what was said before, then on what comes after; null = enough. */
export function idleSide(
  { start, end }: TurnWindow,
  length: number,
  { most }: WindowSizes,
): 'up' | 'down' | null {
  if (end - start >= Math.min(most, length)) return null
  return start > 0 ? 'up' : 'down'
}

/** The window after turns were added or taken away: one that reached the end still does. */
export function followLength(
  { start, end }: TurnWindow,
  before: number,
  length: number,
  sizes: WindowSizes,
): TurnWindow {
  if (before === 0) return windowAround(null, length, sizes)
  if (end < before && end <= length) return { start, end }
  const moved = { start: Math.min(start, Math.max(0, length - sizes.first)), end: length }
  return { ...moved, start: Math.max(moved.start, length - sizes.mostHeld) }
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
