import { expect, test } from 'vitest'
import { bestSample, preferredOfPair } from './verdict'

const LOW = [1, 2, 3, 4, 5, 6]
const HIGH = [7, 8, 9, 10, 11, 12]
const MIDDLE = [4, 5, 6, 7, 8, 9]

test('A sample is best when the interval of its median lies apart from every other’s', () => {
  expect(bestSample([HIGH, LOW], 'lowest')).toBe(1)
  expect(bestSample([HIGH, LOW], 'highest')).toBe(0)
  expect(bestSample([HIGH, LOW, HIGH], 'lowest')).toBe(1)
})

test('Where intervals touch or overlap there are not enough runs to tell', () => {
  expect(bestSample([LOW, MIDDLE, HIGH], 'lowest')).toBeNull()
  expect(bestSample([LOW, [6, 7, 8, 9, 10, 11]], 'lowest')).toBeNull()
  expect(bestSample([LOW, LOW, HIGH], 'lowest')).toBeNull()
  // The others need not lie apart from each other.
  expect(bestSample([LOW, HIGH, HIGH], 'lowest')).toBe(0)
})

test('A sample of five runs can be told from none, however far away it lies', () => {
  expect(bestSample([LOW, [100, 101, 102, 103, 104]], 'lowest')).toBeNull()
  expect(bestSample([LOW, []], 'lowest')).toBeNull()
})

test('One sample alone, or none, is not the best', () => {
  expect(bestSample([LOW], 'lowest')).toBeNull()
  expect(bestSample([], 'highest')).toBeNull()
})

test('Votes prefer one of a pair when Wilson’s interval does not hold one half', () => {
  expect(preferredOfPair(9, 1)).toBe('first')
  expect(preferredOfPair(1, 9)).toBe('second')
  expect(preferredOfPair(4, 0)).toBe('first')
})

test('Votes near one half, few votes and no votes prefer neither', () => {
  expect(preferredOfPair(0, 0)).toBeNull()
  expect(preferredOfPair(3, 0)).toBeNull()
  expect(preferredOfPair(7, 3)).toBeNull()
  expect(preferredOfPair(60, 50)).toBeNull()
})
