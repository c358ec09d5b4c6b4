import 'server-only'

export interface Colour {
  hex: string
  /** Of the pixels that are not transparent, from 0 to 1. */
  share: number
}

const MOST_COLOURS = 5
/** Steps per channel in which alike pixels are first put together. */
const STEP = 16
/** Two colours nearer than this look like one. */
const NEAR = 40
const OPAQUE = 128

interface Pile {
  count: number
  sum: [red: number, green: number, blue: number]
}

/** The colours that most pixels have, the most frequent first; `pixels` is RGBA, a byte each. */
export function dominantColours(pixels: Uint8Array): Colour[] {
  const piles = [...pileUp(pixels).values()].sort((a, b) => b.count - a.count)
  const total = piles.reduce((sum, { count }) => sum + count, 0)
  const kept: Pile[] = []
  for (const pile of piles) {
    const near = kept.find((other) => distance(meanOf(other), meanOf(pile)) < NEAR)
    if (near === undefined) kept.push(pile)
    else merge(near, pile)
  }
  return kept
    .sort((a, b) => b.count - a.count)
    .slice(0, MOST_COLOURS)
    .map((pile) => ({ hex: hexOf(meanOf(pile)), share: round(pile.count / total) }))
}

function pileUp(pixels: Uint8Array): Map<number, Pile> {
  const piles = new Map<number, Pile>()
  for (let at = 0; at + 3 < pixels.length; at += 4) {
    const [red = 0, green = 0, blue = 0, alpha = 0] = pixels.subarray(at, at + 4)
    if (alpha < OPAQUE) continue
    const key = [red, green, blue].reduce((sum, level) => sum * STEP + Math.floor(level / STEP), 0)
    const pile = piles.get(key)
    const pixel: Pile = { count: 1, sum: [red, green, blue] }
    if (pile === undefined) piles.set(key, pixel)
    else merge(pile, pixel)
  }
  return piles
}

function merge(pile: Pile, other: Pile): void {
  const [red, green, blue] = other.sum
  pile.count += other.count
  pile.sum = [pile.sum[0] + red, pile.sum[1] + green, pile.sum[2] + blue]
}

const meanOf = ({ count, sum }: Pile) => sum.map((total) => Math.round(total / count))

function distance(a: readonly number[], b: readonly number[]): number {
  return Math.hypot(...a.map((level, at) => level - (b[at] ?? 0)))
}

const hexOf = (levels: readonly number[]) =>
  `#${levels.map((level) => level.toString(16).padStart(2, '0')).join('')}`

const round = (share: number) => Math.round(share * 1000) / 1000
