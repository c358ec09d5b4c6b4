import { expect, test } from 'vitest'
import { normalQuantile } from './normal'

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
