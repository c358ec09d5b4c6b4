import { expect, test } from 'vitest'
import { chartOf, placePeak } from './chart-frame'

const timeline = {
  end: 10_000,
  waited: 800,
  firstToken: 800,
  lanes: [{ type: 'text', spans: [], ticks: [] }],
  stalls: [],
  points: [],
  peak: null,
}

test('Times become places between the names and the right edge, and places become times again', () => {
  const frame = chartOf(timeline, 700)
  expect(frame.xOf(0)).toBe(frame.left)
  expect(frame.xOf(10_000)).toBe(frame.right)
  expect(frame.timeOf(frame.xOf(2500))).toBeCloseTo(2500)
})

test('Labels never lie on each other or beyond the edges: what has no room beside others stands above them', () => {
  const { labels, left, right, height } = chartOf(timeline, 340, [
    { kind: 'first', at: 3000, text: 'First token 3.00 s' },
    { kind: 'stall', at: 5000, text: 'Stall 3.00 s' },
    { kind: 'stall', at: 5100, text: 'Stall 1.10 s' },
    { kind: 'end', at: 10_000, text: 'End 10.00 s' },
  ])
  expect(labels.map(({ text, row }) => [row, text])).toEqual([
    [0, 'First token 3.00 s'],
    [1, 'Stall 3.00 s'],
    [0, 'End 10.00 s'],
  ])
  for (const { x } of labels) {
    expect(x).toBeGreaterThanOrEqual(left)
    expect(x).toBeLessThanOrEqual(right)
  }
  expect(height).toBeGreaterThan(chartOf(timeline, 340, labels.slice(0, 1)).height)
})

test('The name of the peak stands beside the line of the first token, never across it', () => {
  const frame = chartOf(timeline, 340)
  const peakAt = (at: number, firstToken: number) =>
    placePeak(frame, { at, text: 'peak 505', firstToken }) - frame.xOf(firstToken)
  // So wide is half of it.
  const half = 24
  expect(peakAt(1050, 1000)).toBeGreaterThan(half)
  expect(peakAt(9900, 9800)).toBeLessThan(-half)
  expect(peakAt(6000, 1000)).toBeCloseTo(frame.xOf(6000) - frame.xOf(1000))
})
