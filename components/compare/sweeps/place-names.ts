/** A point of a chart, px, with the width of its name. */
interface Named {
  x: number
  y: number
  width: number
}

/** Where a name stands: its base line, beginning or ending at x. */
export interface PlacedName {
  x: number
  y: number
  anchor: 'start' | 'end'
}

type Box = readonly [left: number, top: number, right: number, bottom: number]

const LINE = 14
/** From the base line of a text up to its top, and down. */
const RISE = 10
const DROP = 3
const GAP = 8
const DOT = 5
/** Beside the dot first, then ever further above and below. */
const SHIFTS = [0, -1, 1, -2, 2, -3, 3, -4, 4, -5, 5, -6, 6].map((lines) => lines * LINE)

/** Names beside their points, so that none lies on another or on a point, as far as there is room. */
export function placeNames(
  points: readonly Named[],
  frame: { left: number; right: number; top: number; bottom: number },
): PlacedName[] {
  const taken: Box[] = points.map(({ x, y }) => [x - DOT, y - DOT, x + DOT, y + DOT])
  return points.map((point) => {
    const places = SHIFTS.flatMap((shift) => placesOf(point, shift))
    const found =
      places.find((place) => {
        const box = boxOf(place, point.width)
        return isInside(box, frame) && taken.every((other) => !isOver(box, other))
      }) ?? places.find((place) => isInside(boxOf(place, point.width), frame))
    const place = found ?? { x: point.x + GAP, y: point.y + DOT, anchor: 'start' as const }
    taken.push(boxOf(place, point.width))
    return place
  })
}

function placesOf({ x, y }: Named, shift: number): PlacedName[] {
  const base = y + 4 + shift
  return [
    { x: x + GAP, y: base, anchor: 'start' },
    { x: x - GAP, y: base, anchor: 'end' },
  ]
}

function boxOf({ x, y, anchor }: PlacedName, width: number): Box {
  const left = anchor === 'start' ? x : x - width
  return [left, y - RISE, left + width, y + DROP]
}

function isOver(a: Box, b: Box): boolean {
  return a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]
}

function isInside(
  [left, top, right, bottom]: Box,
  frame: { left: number; right: number; top: number; bottom: number },
): boolean {
  return left >= frame.left && right <= frame.right && top >= frame.top && bottom <= frame.bottom
}
