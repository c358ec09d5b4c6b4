import { expect, test } from 'vitest'
import { axisFor } from './axis'

test('An axis holds all values and has at least two round marks', () => {
  for (const values of [[3800, 3850, 4160], [12], [2025], [100, 5000], [0.5, 40, 80], [900, 901]]) {
    const axis = axisFor(values)
    expect(axis?.from).toBeLessThanOrEqual(Math.min(...values))
    expect(axis?.to).toBeGreaterThanOrEqual(Math.max(...values))
    expect(axis?.marks.length).toBeGreaterThanOrEqual(2)
    const [first = 0, second = 0] = axis?.marks ?? []
    const step = second - first
    expect([1, 2, 5]).toContain(step / 10 ** Math.floor(Math.log10(step)))
    for (const mark of axis?.marks ?? []) {
      expect(mark).toBeGreaterThanOrEqual(axis?.from ?? 0)
      expect(mark).toBeLessThanOrEqual(axis?.to ?? 0)
      expect(mark % step).toBe(0)
    }
  }
})

test('It begins at zero where values come near zero, else near the least of them', () => {
  expect(axisFor([100, 5000])?.from).toBe(0)
  expect(axisFor([3800, 4160])?.from).toBeGreaterThan(3500)
  expect(axisFor([])).toBeNull()
})
