import type { Timeline } from '@/lib/domain/timeline/timeline'

const ROW = 22
const LABELS = 22
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
  /** Letters that the name of a lane has room for. */
  nameLetters: number
  /** Ticks that can be told apart over the whole width. */
  places: number
  curveBottom: number
  curveHeight: number
  xOf(at: number): number
  timeOf(x: number): number
  rowTop(row: number): number
  isAtEnd(at: number): boolean
}

/** The frame of a timeline in so much width. */
export function chartOf({ end, lanes, points }: Timeline, width: number): Frame {
  const longest = Math.max(SHORT_NAMES, ...lanes.map(({ type }) => type.length))
  const most = width < 480 ? SHORT_NAMES + 3 : LONGEST_NAME
  const nameLetters = Math.min(longest, most)
  const left = Math.ceil(nameLetters * LETTER) + 4
  const right = Math.max(left + 1, width - MARGIN)
  const rows = LABELS + (lanes.length + 1) * ROW
  const bottom = rows + (points.length > 0 ? CURVE_AIR + CURVE : 6)
  const xOf = (at: number) => left + (end > 0 ? (at / end) * (right - left) : 0)
  return {
    left,
    right,
    top: LABELS - 4,
    bottom,
    height: bottom + AXIS,
    margin: MARGIN,
    nameLetters,
    places: Math.max(1, Math.floor((right - left) / TICK)),
    curveBottom: bottom - 2,
    curveHeight: CURVE,
    xOf,
    timeOf: (x) => ((x - left) / (right - left)) * end,
    rowTop: (row) => LABELS + row * ROW,
    isAtEnd: (at) => right - xOf(at) < 16,
  }
}

interface Label {
  kind: 'first' | 'stall' | 'end'
  at: number
  text: string
}

interface Placed extends Label {
  x: number
  anchor: 'start' | 'middle' | 'end'
}

/** Labels over the picture that do not lie on each other: the first ones before the later ones. */
export function placeLabels(frame: Frame, labels: readonly Label[]): Placed[] {
  const taken: { from: number; to: number }[] = []
  return labels.flatMap((label) => {
    const width = widthOf(label.text)
    const x = frame.xOf(label.at)
    const from = Math.min(
      Math.max(
        label.kind === 'first' ? x : label.kind === 'end' ? x - width : x - width / 2,
        frame.left,
      ),
      frame.right - width,
    )
    const to = from + width
    if (taken.some((other) => from < other.to + 8 && other.from - 8 < to)) return []
    taken.push({ from, to })
    return [
      {
        ...label,
        x: label.kind === 'end' ? to : from,
        anchor: label.kind === 'end' ? 'end' : 'start',
      },
    ]
  })
}

function widthOf(text: string): number {
  return [...text].reduce(
    (sum, letter) => sum + (letter.charCodeAt(0) < 0x2e80 ? LABEL_LETTER : WIDE_LETTER),
    0,
  )
}
