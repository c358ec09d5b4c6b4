import { describe, expect, test } from 'vitest'
import { boxHeight, boxTopFor, columnStarts, columnsBetween, follow } from './grid-measures'

const LONG = { height: 28_000_000, view: 800 }

describe('A table that is higher than a box may be', () => {
  test('is moved as far as the box by a wheel', () => {
    const start = follow({ box: 0, top: 0 }, 100, LONG)
    expect(start).toEqual({ box: 100, top: 100 })
    expect(follow(start, 40, LONG)).toEqual({ box: 40, top: 40 })
  })

  test('is moved to the same share of the way by a jump', () => {
    const way = LONG.height - LONG.view
    const half = (boxHeight(LONG.height) - LONG.view) / 2
    expect(follow({ box: 0, top: 0 }, half, LONG).top).toBeCloseTo(way / 2)
  })

  test('shows its first and its last row where the box has no way left', () => {
    const way = LONG.height - LONG.view
    const boxWay = boxHeight(LONG.height) - LONG.view
    expect(follow({ box: boxWay - 10, top: 3_000 }, boxWay, LONG).top).toBe(way)
    expect(follow({ box: 10, top: 3_000 }, 0, LONG).top).toBe(0)
  })

  test('is found again where its rows were brought into view', () => {
    const box = boxTopFor(14_000_000, LONG)
    expect(follow({ box, top: 14_000_000 }, box, LONG).top).toBe(14_000_000)
  })
})

test('A lower table is where its box is', () => {
  expect(follow({ box: 0, top: 0 }, 700, { height: 2_800, view: 800 })).toEqual({
    box: 700,
    top: 700,
  })
})

test('The columns in view are those that a px of is in view', () => {
  const starts = columnStarts([0, 0, 0, 0])
  expect(starts).toEqual([0, 64, 128, 192, 256])
  expect(columnsBetween(starts, 0, 100)).toEqual([0, 2])
  expect(columnsBetween(starts, 64, 191)).toEqual([1, 3])
  expect(columnsBetween(starts, 200, 900)).toEqual([3, 4])
  expect(columnsBetween([0], 0, 900)).toEqual([0, 0])
})
