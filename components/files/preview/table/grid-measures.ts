/** Heights and widths of the table, px. */
export const ROW_HEIGHT = 28
export const HEAD_HEIGHT = 32
const LETTER = 7.8
const PADDING = 24
const NARROWEST = 64
const WIDEST = 320
/** A box higher than this is cut by browsers. */
const TALLEST = 8_000_000

/** Where each column begins, and, last, where all of them end. */
export function columnStarts(widths: readonly number[]): number[] {
  const starts = [0]
  for (const letters of widths) {
    const width = Math.min(WIDEST, Math.max(NARROWEST, Math.round(letters * LETTER + PADDING)))
    starts.push((starts.at(-1) ?? 0) + width)
  }
  return starts
}

/** The columns in view between these px, the last not included. */
export function columnsBetween(
  starts: readonly number[],
  from: number,
  to: number,
): [number, number] {
  const columns = starts.length - 1
  const first = Math.max(0, lastAtMost(starts, from))
  const last = lastAtMost(starts, to) + 1
  return [Math.min(first, columns), Math.min(last, columns)]
}

/** The place of the last number that is not greater; -1 where all are. */
function lastAtMost(numbers: readonly number[], most: number): number {
  let [low, high] = [0, numbers.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((numbers[middle] ?? 0) <= most) low = middle + 1
    else high = middle
  }
  return low - 1
}

/** The width that row numbers up to this one need. */
export const gutterWidth = (rows: number) => Math.max(3, String(rows).length) * 7.5 + 20

/** What scrolls, and how far it has been scrolled. */
export interface Scroll {
  /** Of the box that scrolls, px. */
  box: number
  /** Of the rows, px. */
  top: number
}

/** The height of the box that stands for rows of this height. */
export const boxHeight = (height: number) => Math.min(height, TALLEST)

/**
 * Where the rows are when the box has been scrolled: as far as the box by wheel and keys, else, where
 * the box is lower than the rows, at the same share of the way.
 */
export function follow(
  before: Scroll,
  box: number,
  { height, view }: { height: number; view: number },
): Scroll {
  const [boxWay, way] = [boxHeight(height) - view, height - view]
  if (boxWay >= way) return { box, top: box }
  if (box <= 0) return { box, top: 0 }
  if (box >= boxWay - 1) return { box, top: way }
  const isNear = Math.abs(box - before.box) < view
  const top = isNear ? before.top + box - before.box : (box / boxWay) * way
  return { box, top: Math.min(way, Math.max(0, top)) }
}

/** How far the box is scrolled where the rows are this far. */
export function boxTopFor(top: number, { height, view }: { height: number; view: number }): number {
  const [boxWay, way] = [boxHeight(height) - view, height - view]
  return way <= 0 ? 0 : (top / way) * boxWay
}
