import { normalQuantile } from './normal'

/** Where a figure lies with the stated confidence, both ends included. */
export interface Interval {
  low: number
  high: number
}

/** The confidence of all intervals that are shown. */
const CONFIDENCE = 0.95

/**
 * The interval of a proportion by Wilson's score, without a correction for continuity (method 3 of
 * Newcombe, Statistics in Medicine 17, 1998). Null of no trials.
 */
export function wilsonInterval(successes: number, trials: number): Interval | null {
  if (trials === 0) return null
  const z = normalQuantile((1 + CONFIDENCE) / 2)
  const share = successes / trials
  const scale = 1 + (z * z) / trials
  const middle = (share + (z * z) / (2 * trials)) / scale
  const half =
    (z / scale) * Math.sqrt((share * (1 - share)) / trials + (z * z) / (4 * trials * trials))
  // Rounding must not leave what is no proportion.
  return { low: Math.max(0, middle - half), high: Math.min(1, middle + half) }
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
