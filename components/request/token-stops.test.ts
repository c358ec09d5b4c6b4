import { expect, test } from 'vitest'
import { positionOf, tokenStops } from './token-stops'

test("The stops rise from 1 to the model's own limit without repeating", () => {
  for (const max of [1, 2, 16, 17, 4096, 64_000, 128_000, 1_000_000]) {
    const stops = tokenStops(max)
    expect(stops.at(-1)).toBe(max)
    expect(stops).toEqual([...new Set(stops)].sort((a, b) => a - b))
  }
})

test('Every stop lies exactly at its own place', () => {
  const stops = tokenStops(128_000)
  expect(stops.map((stop) => positionOf(stop, stops))).toEqual(stops.map((_, i) => i))
})

test('A number between two stops lies between them, and one beyond the limit at the end', () => {
  const stops = tokenStops(64_000)
  const at = positionOf(5000, stops)
  expect(at).toBeGreaterThan(stops.indexOf(4096))
  expect(at).toBeLessThan(stops.indexOf(6144))
  expect(positionOf(200_000, stops)).toBe(stops.length - 1)
})
