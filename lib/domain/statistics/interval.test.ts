import { expect, test } from 'vitest'
import { medianInterval, medianRanks, sequentialInterval } from './interval'

test.each([1, 5, 8, 40, 1000])(
  'Of %d successes in a row the interval begins where pⁿ (n+1) is 1/20, and of failures it mirrors that',
  (count) => {
    const low = (0.05 / (count + 1)) ** (1 / count)
    expect(sequentialInterval(count, count)?.low).toBeCloseTo(low, 10)
    expect(sequentialInterval(count, count)?.high).toBe(1)
    expect(sequentialInterval(0, count)?.low).toBe(0)
    expect(sequentialInterval(0, count)?.high).toBeCloseTo(1 - low, 10)
  },
)

test('The interval of a share is a proportion about it, mirrors that of the failures, and of nothing there is none', () => {
  for (const [successes, trials] of [
    [1, 2],
    [1, 29],
    [81, 263],
    [50, 1000],
    [9000, 10_000],
  ] as const) {
    const one = sequentialInterval(successes, trials)
    const other = sequentialInterval(trials - successes, trials)
    expect(one?.low).toBeCloseTo(1 - (other?.high ?? Number.NaN), 10)
    expect(one?.low).toBeGreaterThanOrEqual(0)
    expect(one?.low).toBeLessThan(successes / trials)
    expect(one?.high).toBeGreaterThan(successes / trials)
    expect(one?.high).toBeLessThanOrEqual(1)
  }
  expect(sequentialInterval(0, 0)).toBeNull()
})

// Binomial tables of the sign test, as in Conover, Practical Nonparametric Statistics, table A3.
test.each([
  [6, 1, 6, 0.96875],
  [8, 1, 8, 0.9922],
  [9, 2, 8, 0.9609],
  [10, 2, 9, 0.9785],
  [20, 6, 15, 0.9586],
  [30, 10, 21, 0.9572],
])(
  'Of %d values the %dth and the %dth hold the median at 95 %%, in %d of all cases',
  (count, low, high, coverage) => {
    const ranks = medianRanks(count)
    expect(ranks).toMatchObject({ low, high })
    expect(ranks?.coverage).toBeCloseTo(coverage, 4)
  },
)

test('Fewer values than a confidence needs have no interval of their median', () => {
  for (const count of [0, 1, 2, 3, 4, 5]) expect(medianRanks(count)).toBeNull()
  expect(medianInterval([1, 2, 3, 4, 5])).toBeNull()
})

test('The interval of a median is two of the values, in whatever order they came', () => {
  expect(medianInterval([60, 10, 50, 20, 40, 30])).toEqual({ low: 10, high: 60 })
  expect(medianInterval([9, 1, 8, 2, 7, 3, 6, 4, 5, 1000])).toEqual({ low: 2, high: 9 })
})

test('Thousands of values still have an interval, near that of the normal distribution', () => {
  const ranks = medianRanks(10_000)
  // n/2 ± 1.96 √n/2, the large-sample rule.
  expect(ranks?.low).toBeGreaterThanOrEqual(4901)
  expect(ranks?.low).toBeLessThanOrEqual(4903)
  expect(ranks?.coverage).toBeGreaterThanOrEqual(0.95)
})
