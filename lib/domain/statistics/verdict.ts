import { type Interval, medianInterval, sequentialInterval } from './interval'

/**
 * Which of several samples is best, by its median: its place among them. Null means that there are not
 * enough runs to tell: the interval of its median must lie wholly apart from that of every other, and a
 * sample with too few runs for an interval can be told from none.
 */
export function bestSample(
  samples: readonly (readonly number[])[],
  better: 'lowest' | 'highest',
): number | null {
  if (samples.length < 2) return null
  const intervals = samples.map((values) => medianInterval(values))
  const best = intervals.findIndex(
    (one, place) =>
      one !== null &&
      intervals.every(
        (other, at) => at === place || (other !== null && isBeyond(one, other, better)),
      ),
  )
  return best === -1 ? null : best
}

function isBeyond(one: Interval, other: Interval, better: 'lowest' | 'highest'): boolean {
  return better === 'lowest' ? one.high < other.low : one.low > other.high
}

/**
 * Which of a pair the votes prefer; ties count for neither. Null means that there are too few votes to tell.
 * Of two that are equally good one is ever called preferred in at most 5 of 100 cases, although somebody may
 * look after each vote and go on until it is said: one half must lie outside what holds at every count.
 */
export function preferredOfPair(wins: number, losses: number): 'first' | 'second' | null {
  const interval = sequentialInterval(wins, wins + losses)
  if (interval === null) return null
  return interval.low > 0.5 ? 'first' : interval.high < 0.5 ? 'second' : null
}
