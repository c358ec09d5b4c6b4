import { expect, test } from 'vitest'
import { medianInterval, medianRanks, wilsonInterval } from './interval'

// Newcombe, Statistics in Medicine 17:857–872, 1998, table I, method 3 (Wilson's score).
test.each([
  [81, 263, 0.2553, 0.3662],
  [15, 148, 0.0624, 0.1605],
  [0, 20, 0, 0.1611],
  [1, 29, 0.0061, 0.1718],
])(
  'Wilson’s interval of %d in %d is the published one, %d to %d',
  (successes, trials, low, high) => {
    const interval = wilsonInterval(successes, trials)
    expect(interval?.low).toBeCloseTo(low, 4)
    expect(interval?.high).toBeCloseTo(high, 4)
  },
)

test('Wilson’s interval of the failures mirrors that of the successes, and stays a proportion', () => {
  for (const [successes, trials] of [
    [0, 1],
    [1, 29],
    [7, 7],
    [50, 1000],
  ] as const) {
    const one = wilsonInterval(successes, trials)
    const other = wilsonInterval(trials - successes, trials)
    expect(one?.low).toBeCloseTo(1 - (other?.high ?? Number.NaN), 10)
    expect(one?.low).toBeGreaterThanOrEqual(0)
    expect(one?.high).toBeLessThanOrEqual(1)
  }
  expect(wilsonInterval(0, 0)).toBeNull()
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
