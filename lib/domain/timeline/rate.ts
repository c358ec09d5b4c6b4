import type { StreamEvent } from './read-events'

export interface RatePoint {
  /** ms since the request left. */
  at: number
  /** Tokens per second around then. */
  rate: number
}

/** Points of the curve; more cannot be told apart. */
const POINTS = 120
/** Over less than this a rate is noise, ms. */
const LEAST_BIN_MS = 50
const CHARACTERS_PER_TOKEN = 4

/**
 * How fast an answer came, from its first delta to its end. Deltas say characters, not tokens: where
 * the upstream has counted all of them (`tokens`), they have their share of that.
 */
export function rateCurve(
  events: readonly StreamEvent[],
  tokens: number | null,
): { points: RatePoint[]; peak: RatePoint | null } {
  const deltas = events.flatMap(({ at, size }) => (at === null || size === 0 ? [] : [{ at, size }]))
  const [first, last] = [deltas[0], deltas.at(-1)]
  if (first === undefined || last === undefined || last.at <= first.at) {
    return { points: [], peak: null }
  }
  const characters = deltas.reduce((sum, { size }) => sum + size, 0)
  const perCharacter = tokens === null ? 1 / CHARACTERS_PER_TOKEN : tokens / characters
  const span = last.at - first.at
  const width = Math.max(LEAST_BIN_MS, span / POINTS)
  const bins: number[] = Array.from({ length: Math.ceil(span / width) + 1 }, () => 0)
  for (const { at, size } of deltas) {
    const bin = Math.floor((at - first.at) / width)
    bins[bin] = (bins[bin] ?? 0) + size
  }
  // What stands in the last bin filled only part of it, with the last delta alone.
  const whole = bins.length > 2 ? bins.slice(0, -1) : bins
  const points = smooth(whole).map((size, bin) => ({
    at: first.at + (bin + 0.5) * width,
    rate: (size * perCharacter * 1000) / width,
  }))
  return { points, peak: highest(points) }
}

/** Each value with its neighbours: events come in bursts. At the ends there are fewer. */
function smooth(values: readonly number[]): number[] {
  return values.map((_, i) => {
    const near = values.slice(Math.max(0, i - 1), i + 2)
    return near.reduce((sum, value) => sum + value, 0) / near.length
  })
}

function highest(points: readonly RatePoint[]): RatePoint | null {
  return points.reduce<RatePoint | null>(
    (best, point) => (best === null || point.rate > best.rate ? point : best),
    null,
  )
}
