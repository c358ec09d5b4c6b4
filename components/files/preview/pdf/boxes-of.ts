import type { TextItem } from 'pdfjs-dist/types/src/display/api'
import type { PieceSpan } from '@/lib/domain/files/passage/page-run'
import type { PageText } from './page-text'

/** A place on a page, in shares of its width and height. */
export interface Box {
  left: number
  top: number
  width: number
  height: number
}

type Point = [x: number, y: number]

/** Where fonts do not say: how far letters reach above and below their line, in its height. */
const ASCENT = 0.8
const DESCENT = -0.2

/** Where parts of a page's pieces are drawn. */
export function boxesOf(text: PageText, spans: readonly PieceSpan[]): Box[] {
  const boxes: Box[] = []
  for (const { piece, start, end } of spans) {
    const item = text.pieces[piece]
    if (item === undefined || item.width === 0) continue
    const box = boxOf(text, item, start, end)
    const last = boxes.at(-1)
    if (last !== undefined && isBeside(last, box)) boxes[boxes.length - 1] = around(last, box)
    else boxes.push(box)
  }
  return boxes
}

function boxOf({ content, viewport }: PageText, item: TextItem, start: number, end: number): Box {
  const style = content.styles[item.fontName]
  const isVertical = style?.vertical === true
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = item.transform.map(Number)
  const [along, up] = [unit(a, b), unit(c, d)]
  const height = Math.hypot(c, d)
  const family = style?.fontFamily ?? 'sans-serif'
  // A line that runs down the page is marked whole.
  const [from, to] = isVertical
    ? [-height / 2, height / 2]
    : [start, end].map((at) => item.width * shareBefore(item.str, at, family))
  const [low, high] = isVertical
    ? [-item.height, 0]
    : [height * (style?.descent || DESCENT), height * (style?.ascent || ASCENT)]
  const corner = (x = 0, y = 0): Point =>
    pointOf(
      viewport.convertToViewportPoint(e + along[0] * x + up[0] * y, f + along[1] * x + up[1] * y),
    )
  const corners = [corner(from, low), corner(from, high), corner(to, low), corner(to, high)]
  return shares(corners, viewport.width, viewport.height)
}

const pointOf = (numbers: unknown[]): Point => [Number(numbers[0]), Number(numbers[1])]

function unit(x: number, y: number): Point {
  const length = Math.hypot(x, y) || 1
  return [x / length, y / length]
}

function shares(corners: readonly Point[], width: number, height: number): Box {
  const xs = corners.map(([x]) => x / width)
  const ys = corners.map(([, y]) => y / height)
  const [left, top] = [Math.min(...xs), Math.min(...ys)]
  return { left, top, width: Math.max(...xs) - left, height: Math.max(...ys) - top }
}

/** On one line, with less than a word between them. */
function isBeside(one: Box, other: Box): boolean {
  const isAsHigh = Math.abs(one.height - other.height) < other.height / 4
  const isOnLine = isAsHigh && Math.abs(one.top - other.top) < one.height / 2
  return isOnLine && Math.abs(other.left - one.left - one.width) < one.height
}

function around(one: Box, other: Box): Box {
  const [left, top] = [Math.min(one.left, other.left), Math.min(one.top, other.top)]
  return {
    left,
    top,
    width: Math.max(one.left + one.width, other.left + other.width) - left,
    height: Math.max(one.top + one.height, other.top + other.height) - top,
  }
}

let context: CanvasRenderingContext2D | null = null
let lastFont = ''

/** How much of a piece's width lies before a sign: as the text layer stretches the same font to it. */
function shareBefore(str: string, at: number, family: string): number {
  if (at <= 0) return 0
  if (at >= str.length) return 1
  context ??= document.createElement('canvas').getContext('2d')
  if (context === null) return at / str.length
  const font = `24px ${family}`
  // To set it is slow.
  if (font !== lastFont) context.font = font
  lastFont = font
  return context.measureText(str.slice(0, at)).width / context.measureText(str).width
}
