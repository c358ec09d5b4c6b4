import { expect, test } from 'vitest'
import { placeNames } from './place-names'

const FRAME = { left: 0, right: 400, top: 0, bottom: 200 }

test('A name stands beside its point, on the side where it has room', () => {
  const [left, right] = placeNames(
    [
      { x: 50, y: 50, width: 100 },
      { x: 390, y: 100, width: 100 },
    ],
    FRAME,
  )
  expect(left).toMatchObject({ x: 58, anchor: 'start' })
  expect(right).toMatchObject({ x: 382, anchor: 'end' })
})

test('Names of points that lie on each other do not', () => {
  const points = Array.from({ length: 6 }, () => ({ x: 380, y: 190, width: 120 }))
  const lines = placeNames(points, FRAME).map(({ y }) => y)
  expect(new Set(lines).size).toBe(6)
  for (const y of lines) expect(y).toBeLessThanOrEqual(FRAME.bottom)
})
