import { expect, test } from 'vitest'
import { normalQuantile } from './normal'
import { studentQuantile } from './student'

// Fisher & Yates, Statistical Tables for Biological, Agricultural and Medical Research, table III.
test.each([
  [0.975, 1, 12.706],
  [0.975, 2, 4.303],
  [0.975, 4, 2.776],
  [0.975, 9, 2.262],
  [0.975, 29, 2.045],
  [0.975, 100, 1.984],
  [0.995, 1, 63.657],
  [0.995, 9, 3.25],
  [0.95, 5, 2.015],
  [0.9995, 3, 12.924],
])(
  'The %d-quantile of Student’s t with %d degrees of freedom is the published one, %d',
  (p, degrees, published) => {
    expect(studentQuantile(p, degrees)).toBeCloseTo(published, 3)
    expect(studentQuantile(1 - p, degrees)).toBeCloseTo(-published, 3)
  },
)

test('Student’s t is exact where its quantile has a formula: one and two degrees of freedom', () => {
  for (const p of [0.5, 0.6, 0.75, 0.9, 0.99, 0.999]) {
    expect(studentQuantile(p, 1)).toBeCloseTo(Math.tan(Math.PI * (p - 0.5)), 6)
    const two = (2 * p - 1) / Math.sqrt(2 * p * (1 - p))
    expect(studentQuantile(p, 2)).toBeCloseTo(two, 6)
  }
})

// Abramowitz & Stegun, Handbook of Mathematical Functions, table 26.5.
test.each([
  [0.5, 0],
  [0.9, 1.28155],
  [0.975, 1.95996],
  [0.995, 2.57583],
  [0.999, 3.09023],
])('The %d-quantile of the normal distribution is the published one, %d', (p, published) => {
  expect(normalQuantile(p)).toBeCloseTo(published, 5)
  expect(normalQuantile(1 - p)).toBeCloseTo(-published, 5)
})

test('With many degrees of freedom Student’s t comes to the normal distribution', () => {
  expect(studentQuantile(0.975, 100_000)).toBeCloseTo(normalQuantile(0.975), 4)
})
