import { expect, test } from 'vitest'
import { quantile } from './quantile'

/** NIST/SEMATECH e-Handbook of Statistical Methods, 7.2.6.2: its percentile by the definition called R7. */
const GAUGE = [
  95.1772, 95.1567, 95.1937, 95.1959, 95.1442, 95.061, 95.1591, 95.1195, 95.1065, 95.0925, 95.199,
  95.1682,
]

test('A quantile is that of type 7: the published 90th percentile of twelve measurements', () => {
  expect(quantile(GAUGE, 0.9)).toBeCloseTo(95.19568, 5)
})

// Hyndman & Fan 1996, definition 7: the k-th of n values is the (k − 1)/(n − 1)-quantile.
test('Each value is the quantile of its own place, and between two the line is straight', () => {
  const values = [40, 10, 0, 30, 20]
  for (const k of [0, 1, 2, 3, 4]) expect(quantile(values, k / 4)).toBeCloseTo(10 * k, 10)
  expect(quantile(values, 0.95)).toBeCloseTo(38, 10)
  expect(quantile([1, 2, 3, 4], 0.5)).toBe(2.5)
})

test('One value is each of its quantiles, no value has none, and the given order stays', () => {
  expect([0, 0.5, 0.95, 1].map((p) => quantile([7], p))).toEqual([7, 7, 7, 7])
  expect(quantile([], 0.5)).toBeNull()
  const values = [3, 1, 2]
  quantile(values, 0.5)
  expect(values).toEqual([3, 1, 2])
})
