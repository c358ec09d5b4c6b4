/** A point of a chart, px, with the width of its name. */
interface Named {
  x: number
  y: number
  width: number
}

/** Where a name stands: its base line, beginning at x, about it or ending there. */
export interface PlacedName {
  x: number
  y: number
  anchor: Anchor
  /** Nobody would take it for the name of something else. */
  isNear: boolean
}

type Anchor = 'start' | 'middle' | 'end'

type Box = readonly [left: number, top: number, right: number, bottom: number]

const LINE = 14
/** From the base line of a text up to its top, and down. */
const RISE = 10
const DROP = 3
const GAP = 8
const DOT = 5
/** Where there is no room at a point: ever further above and below. */
const SHIFTS = [1, 2, 3, 4, 5, 6].flatMap((lines) => [-lines * LINE, lines * LINE])

interface Frame {
  left: number
  right: number
  top: number
  bottom: number
}

/** Names at their points, so that none lies on another, on a point or beside one of others, as far as there is room. */
export function placeNames(points: readonly Named[], frame: Frame): PlacedName[] {
  const dots = points.map(({ x, y }): Box => [x - DOT, y - DOT, x + DOT, y + DOT])
  const names: Box[] = []
  return points.map((point, index) => {
    const others = dots.filter((_, at) => at !== index).map(beside)
    const places = [...nearPlaces(point), ...SHIFTS.flatMap((shift) => besidePlaces(point, shift))]
    const found = places.find((place) => {
      const box = boxOf(place, point.width)
      const isFree = [...names, ...others].every((other) => !isOver(box, other))
      return isInside(box, frame) && isFree
    }) ?? { ...(besidePlaces(point, 0)[0] ?? { ...point, anchor: 'start' }), isNear: false }
    names.push(boxOf(found, point.width))
    return found
  })
}

/** A dot with the room in which a name would be taken for its own. */
function beside([left, top, right, bottom]: Box): Box {
  return [left - GAP, top, right + GAP, bottom]
}

/** Beside the dot, else above or below it, over it in its middle or from its edge on. */
function nearPlaces(point: Named): PlacedName[] {
  const { x, y } = point
  const lines = [y - DOT - DROP, y + DOT + RISE]
  return [
    ...besidePlaces(point, 0),
    ...lines.flatMap((base): PlacedName[] => [
      { x, y: base, anchor: 'middle', isNear: true },
      { x: x - DOT, y: base, anchor: 'start', isNear: true },
      { x: x + DOT, y: base, anchor: 'end', isNear: true },
    ]),
  ]
}

function besidePlaces({ x, y }: Named, shift: number): PlacedName[] {
  const [base, isNear] = [y + 4 + shift, shift === 0]
  return [
    { x: x + GAP, y: base, anchor: 'start', isNear },
    { x: x - GAP, y: base, anchor: 'end', isNear },
  ]
}

/** Of the width of a name, how much stands left of its x. */
const BEFORE: Readonly<Record<Anchor, number>> = { start: 0, middle: 0.5, end: 1 }

function boxOf({ x, y, anchor }: PlacedName, width: number): Box {
  const left = x - width * BEFORE[anchor]
  return [left, y - RISE, left + width, y + DROP]
}

function isOver(a: Box, b: Box): boolean {
  return a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]
}

function isInside([left, top, right, bottom]: Box, frame: Frame): boolean {
  return left >= frame.left && right <= frame.right && top >= frame.top && bottom <= frame.bottom
}
