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

test('A name that has no room beside its point stands over it, and not over the name of another', () => {
  const placed = placeNames(
    [
      { x: 200, y: 198, width: 110 },
      { x: 370, y: 196, width: 110 },
    ],
    FRAME,
  )
  expect(placed[0]).toMatchObject({ x: 200, anchor: 'middle', isNear: true })
  expect(placed[1]).toMatchObject({ x: 375, anchor: 'end', isNear: true })
})

test('A name never ends where the point of another begins', () => {
  const [name] = placeNames(
    [
      { x: 100, y: 100, width: 80 },
      { x: 195, y: 100, width: 80 },
    ],
    FRAME,
  )
  expect(name).toMatchObject({ x: 92, anchor: 'end' })
})

test('A name for which there is no room at its point says so', () => {
  const points = Array.from({ length: 12 }, () => ({ x: 200, y: 100, width: 300 }))
  const isNear = placeNames(points, FRAME).map((place) => place.isNear)
  expect(isNear.slice(0, 2)).toEqual([true, true])
  expect(isNear.slice(2)).not.toContain(true)
})
