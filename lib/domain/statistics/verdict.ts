import { type Interval, medianInterval, medianRanks } from './interval'

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
 * Which of a pair the votes prefer; ties count for neither. Null means that there are too few votes to
 * tell: two that are equally good would be told apart in more than 5 of 100 cases. That is the exact sign
 * test, of both sides: the fewer votes must be fewer than the rank at which an interval of the median ends.
 */
export function preferredOfPair(wins: number, losses: number): 'first' | 'second' | null {
  const ranks = medianRanks(wins + losses)
  if (ranks === null || Math.min(wins, losses) >= ranks.low) return null
  return wins > losses ? 'first' : 'second'
}
