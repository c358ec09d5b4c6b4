import { expect, test } from 'vitest'
import { chartOf, placeLabels } from './chart-frame'

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

test('Labels never lie on each other or beyond the edges: the first token goes before stalls, stalls before the end', () => {
  const frame = chartOf(timeline, 400)
  const placed = placeLabels(frame, [
    { kind: 'first', at: 9000, text: 'First token 9.00 s' },
    { kind: 'stall', at: 2000, text: 'Stall 1.00 s' },
    { kind: 'stall', at: 2100, text: 'Stall 1.10 s' },
    { kind: 'end', at: 10_000, text: 'End 10.00 s' },
  ])
  expect(placed.map(({ text }) => text)).toEqual(['First token 9.00 s', 'Stall 1.00 s'])
  for (const { x } of placed) expect(x).toBeGreaterThanOrEqual(frame.left)
})
