import { expect, test } from 'vitest'
import {
  followLength,
  idleSide,
  readHeights,
  type TurnWindow,
  widen,
  windowAround,
  windowSizes,
} from './turn-window'

const SIZES = windowSizes(1)
const size = ({ start, end }: TurnWindow) => end - start

test('A long thread opens with its last turns alone, a short one whole', () => {
  expect(windowAround(null, 2000, SIZES).end).toBe(2000)
  expect(size(windowAround(null, 2000, SIZES))).toBeLessThan(20)
  expect(windowAround(null, 3, SIZES)).toEqual({ start: 0, end: 3 })
})

test.each([0, 1, 7, 1000, 1998, 1999])('The window around turn %i of 2,000 holds it', (index) => {
  const { start, end } = windowAround(index, 2000, SIZES)
  expect(start).toBeGreaterThanOrEqual(0)
  expect(start).toBeLessThanOrEqual(index)
  expect(end).toBeGreaterThan(index)
  expect(end).toBeLessThanOrEqual(2000)
})

test('In idle time a thread of 200 turns is drawn whole, and of a longer one no more than that', () => {
  for (const length of [5, 200, 2000]) {
    let window = windowAround(Math.floor(length / 2), length, SIZES)
    for (let i = 0; i < 1000; i++) {
      const side = idleSide(window, length, SIZES)
      if (side === null) break
      window = widen(window, side, length, false, SIZES)
    }
    expect(size(window)).toBe(Math.min(length, 200))
  }
})

test('Reading on draws what comes and lets go what is far; with something marked it lets go later', () => {
  let window = windowAround(null, 2000, SIZES)
  let held = window
  while (window.start > 0) {
    window = widen(window, 'up', 2000, false, SIZES)
    held = widen(held, 'up', 2000, true, SIZES)
    expect(size(window)).toBeLessThanOrEqual(200)
    expect(size(held)).toBeLessThanOrEqual(480)
  }
  expect(window).toEqual({ start: 0, end: 200 })
  while (window.end < 2000) window = widen(window, 'down', 2000, false, SIZES)
  expect(window).toEqual({ start: 1800, end: 2000 })
})

test('A new turn is drawn where the end was, and not where the reader is far from it', () => {
  expect(followLength({ start: 90, end: 100 }, 100, 102, SIZES)).toEqual({ start: 90, end: 102 })
  expect(followLength({ start: 10, end: 40 }, 100, 102, SIZES)).toEqual({ start: 10, end: 40 })
})

test('Of turns that come where none were the last are drawn', () => {
  expect(followLength({ start: 0, end: 0 }, 0, 2000, SIZES)).toEqual(
    windowAround(null, 2000, SIZES),
  )
})

test('A thread that became shorter shows its end', () => {
  const { start, end } = followLength({ start: 90, end: 100 }, 100, 40, SIZES)
  expect(end).toBe(40)
  expect(start).toBeLessThan(40)
})

test('Of turns in which answers stand side by side fewer are drawn, and never too few to fill a view', () => {
  expect(windowSizes(1)).toEqual({ first: 12, step: 6, most: 200, mostHeld: 480 })
  for (const width of [2, 3, 8]) {
    const { first, step, most, mostHeld } = windowSizes(width)
    expect(first).toBeLessThan(12)
    expect(step).toBeGreaterThan(0)
    expect(step).toBeLessThanOrEqual(first)
    expect(first * width).toBeLessThanOrEqual(32)
    expect(most).toBeGreaterThanOrEqual(48)
    expect(most * width).toBeLessThanOrEqual(384)
    expect(mostHeld).toBeGreaterThan(most)
  }
})

test('Turns that were never measured are taken to be as high as the others', () => {
  const ids = ['a', 'b', 'c', 'd']
  expect(readHeights(ids, new Map(), 10).between(0, 4)).toBe(40)
  const heights = readHeights(
    ids,
    new Map([
      ['a', 100],
      ['c', 200],
    ]),
    10,
  )
  expect(heights.between(0, 4)).toBe(600)
  expect(heights.at(0)).toBe(0)
  expect(heights.at(99)).toBe(0)
  expect(heights.at(251)).toBe(2)
  expect(heights.at(1e6)).toBe(3)
})
