import type { Timeline } from '@/lib/domain/timeline/timeline'

const ROW = 22
const LABEL_ROW = 14
/** Under the lowest labels, where the line of the first token begins. */
const LABEL_AIR = 8
const MOST_LABEL_ROWS = 2
const CURVE = 52
const CURVE_AIR = 26
const AXIS = 22
/** Of a name in 12 px; names are the wire's, in Latin letters. */
const LETTER = 6.4
const SHORT_NAMES = 9
const LONGEST_NAME = 22
const MARGIN = 2
/** Of a label in 11 px. */
const LABEL_LETTER = 6
/** Chinese letters are as wide as they are high. */
const WIDE_LETTER = 11
/** Closer than this two ticks are one, px. */
const TICK = 3

/** Where things stand in the picture of a timeline, px. */
export interface Frame {
  left: number
  right: number
  top: number
  bottom: number
  height: number
  margin: number
  labels: readonly PlacedLabel[]
  /** Letters that the name of a lane has room for. */
  nameLetters: number
  /** Ticks that can be told apart over the whole width. */
  places: number
  curveBottom: number
  curveHeight: number
  xOf(at: number): number
  timeOf(x: number): number
  rowTop(row: number): number
  /** The base line of a row of labels, counted from the picture upwards. */
  labelBase(row: number): number
  isAtEnd(at: number): boolean
}

/** The frame of a timeline in so much width, with as many rows of labels as it takes. */
export function chartOf(
  { end, lanes, points }: Timeline,
  width: number,
  labels: readonly Label[] = [],
): Frame {
  const longest = Math.max(SHORT_NAMES, ...lanes.map(({ type }) => type.length))
  const most = width < 480 ? SHORT_NAMES + 3 : LONGEST_NAME
  const nameLetters = Math.min(longest, most)
  const left = Math.ceil(nameLetters * LETTER) + 4
  const right = Math.max(left + 1, width - MARGIN)
  const xOf = (at: number) => left + (end > 0 ? (at / end) * (right - left) : 0)
  const placed = placeLabels({ left, right, xOf }, labels)
  const head = LABEL_AIR + LABEL_ROW * (1 + Math.max(0, ...placed.map(({ row }) => row)))
  const bottom = head + (lanes.length + 1) * ROW + (points.length > 0 ? CURVE_AIR + CURVE : 6)
  return {
    left,
    right,
    top: head - 4,
    bottom,
    height: bottom + AXIS,
    margin: MARGIN,
    labels: placed,
    nameLetters,
    places: Math.max(1, Math.floor((right - left) / TICK)),
    curveBottom: bottom - 2,
    curveHeight: CURVE,
    xOf,
    timeOf: (x) => ((x - left) / (right - left)) * end,
    rowTop: (row) => head + row * ROW,
    labelBase: (row) => head - LABEL_AIR - 3 - row * LABEL_ROW,
    isAtEnd: (at) => right - xOf(at) < 16,
  }
}

export interface Label {
  kind: 'first' | 'stall' | 'end'
  at: number
  text: string
}

interface PlacedLabel extends Label {
  x: number
  anchor: 'start' | 'end'
  /** Counted from the picture upwards. */
  row: number
}

type Span = readonly [from: number, to: number]
type Ground = Pick<Frame, 'left' | 'right' | 'xOf'>

/** Labels over the picture that do not lie on each other: what has no room beside others stands above them. */
function placeLabels(ground: Ground, labels: readonly Label[]): PlacedLabel[] {
  const rows: Span[][] = Array.from({ length: MOST_LABEL_ROWS }, () => [])
  return labels.flatMap((label) => {
    const [from, to] = spanOf(ground, label)
    const row = rows.findIndex((taken) =>
      taken.every(([start, end]) => to + 8 <= start || from >= end + 8),
    )
    rows[row]?.push([from, to])
    if (row === -1) return []
    const isEnd = label.kind === 'end'
    return [{ ...label, row, x: isEnd ? to : from, anchor: isEnd ? 'end' : 'start' }]
  })
}

/** From its line on, up to the end, or about its middle; never beyond the edges. */
function spanOf({ left, right, xOf }: Ground, { kind, at, text }: Label): Span {
  const width = widthOf(text)
  const x = xOf(at)
  const from = { first: x, stall: x - width / 2, end: x - width }[kind]
  const inside = Math.min(Math.max(from, left), right - width)
  return [inside, inside + width]
}

/** Where the peak's label stands: over the peak, but never across the line of the first token. */
export function placePeak(
  { left, right, xOf }: Ground,
  { at, text, firstToken }: { at: number; text: string; firstToken: number | null },
): number {
  const half = widthOf(text) / 2
  const inside = Math.min(Math.max(xOf(at), left + half), right - half)
  const line = firstToken === null ? left : xOf(firstToken)
  const isClear = Math.abs(inside - line) >= half + PEAK_AIR
  if (firstToken === null || isClear) return inside
  const after = line + half + PEAK_AIR
  return after + half <= right ? after : line - half - PEAK_AIR
}

const PEAK_AIR = 4

function widthOf(text: string): number {
  return [...text].reduce(
    (sum, letter) => sum + (letter.charCodeAt(0) < 0x2e80 ? LABEL_LETTER : WIDE_LETTER),
    0,
  )
}
