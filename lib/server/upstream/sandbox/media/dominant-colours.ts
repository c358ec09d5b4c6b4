import 'server-only'

export interface Colour {
  hex: string
  /** Of the pixels that are not transparent, from 0 to 1. */
  share: number
}

const MOST_COLOURS = 5
/** Bits per channel that alike pixels differ in and are still put together first. */
const ALIKE_BITS = 4
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
    const [red = 0, green = 0, blue = 0] = [pixels[at], pixels[at + 1], pixels[at + 2]]
    if ((pixels[at + 3] ?? 0) < OPAQUE) continue
    const key = ((red >> ALIKE_BITS) << 8) | ((green >> ALIKE_BITS) << 4) | (blue >> ALIKE_BITS)
    const pile = piles.get(key)
    if (pile === undefined) piles.set(key, { count: 1, sum: [red, green, blue] })
    else {
      pile.count += 1
      pile.sum[0] += red
      pile.sum[1] += green
      pile.sum[2] += blue
    }
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
