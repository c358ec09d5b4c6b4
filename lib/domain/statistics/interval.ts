/** Where a figure lies with the stated confidence, both ends included. */
export interface Interval {
  low: number
  high: number
}

/** The confidence of all intervals that are shown. */
const CONFIDENCE = 0.95

/**
 * The interval of a proportion whose successes are looked at as they come: in at least 95 of 100 cases it holds
 * the truth at every count at once, so that whoever goes on until it tells something is not misled more often.
 * A share p stays in it while (n+1)·C(n,k)·pᵏ·(1−p)ⁿ⁻ᵏ is above 1/20: the inverse is a martingale under p, the
 * mixture of all other shares against it, which passes 20 with a chance of at most 1/20 (Ville's inequality;
 * Robbins, Statistical Methods Related to the Law of the Iterated Logarithm, Ann. Math. Stat. 41, 1970). Null
 * of no trials.
 */
export function sequentialInterval(successes: number, trials: number): Interval | null {
  if (trials === 0) return null
  const failures = trials - successes
  // By logarithms: 2⁻ⁿ of a thousand trials is no number any more.
  let ways = Math.log(trials + 1)
  for (let at = 1; at <= successes; at += 1) ways += Math.log((failures + at) / at)
  const holds = (share: number) =>
    ways + logOfPower(share, successes) + logOfPower(1 - share, failures) > Math.log(1 - CONFIDENCE)
  const middle = successes / trials
  return {
    low: holds(0) ? 0 : boundaryBetween(0, middle, holds),
    high: holds(1) ? 1 : boundaryBetween(1, middle, holds),
  }
}

function logOfPower(base: number, exponent: number): number {
  return exponent === 0 ? 0 : exponent * Math.log(base)
}

/** Where it begins to hold, from where it does not to where it does. */
function boundaryBetween(outer: number, inner: number, holds: (at: number) => boolean): number {
  let [without, within] = [outer, inner]
  for (let step = 0; step < 60; step += 1) {
    const middle = (without + within) / 2
    if (holds(middle)) within = middle
    else without = middle
  }
  return within
}

/**
 * The interval of a median between two of the values themselves, whatever their distribution (David &
 * Nagaraja, Order Statistics, 3rd ed., 7.1). Null where there are too few for the confidence: below 6 at 95 %.
 */
export function medianInterval(values: readonly number[]): Interval | null {
  const ranks = medianRanks(values.length)
  if (ranks === null) return null
  const sorted = values.toSorted((a, b) => a - b)
  const [low, high] = [sorted[ranks.low - 1], sorted[ranks.high - 1]]
  return low === undefined || high === undefined ? null : { low, high }
}

/**
 * Which of `count` sorted values, counted from 1, hold the median between them: the innermost pair that
 * does so with at least the confidence, and how often it does. The number of values below the median is
 * binomial with 1/2, so that the k-th from each end miss it in 2 P(B < k) of all cases.
 */
export function medianRanks(count: number): { low: number; high: number; coverage: number } | null {
  // By logarithms: 2⁻ⁿ of a thousand values is no number any more.
  let log = -count * Math.LN2
  let coverage = 1
  let found: { low: number; high: number; coverage: number } | null = null
  for (let low = 1; low <= count / 2; low += 1) {
    coverage -= 2 * Math.exp(log)
    if (coverage < CONFIDENCE) break
    found = { low, high: count + 1 - low, coverage }
    log += Math.log((count + 1 - low) / low)
  }
  return found
}
