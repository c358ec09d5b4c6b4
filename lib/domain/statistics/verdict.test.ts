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

// Dixon & Mood, The Statistical Sign Test, JASA 41, 1946, table 1: the most that the rarer sign may have at
// 5 %, of both sides.
test.each([
  [6, 0],
  [8, 0],
  [9, 1],
  [11, 1],
  [12, 2],
  [14, 2],
  [15, 3],
  [17, 4],
  [20, 5],
  [23, 6],
  [25, 7],
  [30, 9],
  [40, 13],
  [50, 17],
  [100, 39],
])(
  'Of %d votes one of a pair is preferred while the other has at most the published %d',
  (votes, fewer) => {
    expect(preferredOfPair(votes - fewer, fewer)).toBe('first')
    expect(preferredOfPair(fewer, votes - fewer)).toBe('second')
    expect(preferredOfPair(votes - fewer - 1, fewer + 1)).toBeNull()
  },
)

test('Below six votes nothing is told, however they fell', () => {
  for (let votes = 0; votes < 6; votes += 1)
    for (let wins = 0; wins <= votes; wins += 1)
      expect(preferredOfPair(wins, votes - wins)).toBeNull()
})

test('Two that are equally good are told apart in at most 5 of 100 cases, however many votes there are', () => {
  for (let votes = 1; votes <= 60; votes += 1) {
    let share = 0
    // How often so many of all votes fall to the first, if each is as likely: Pascal's triangle.
    let chance = 2 ** -votes
    for (let wins = 0; wins <= votes; wins += 1) {
      if (preferredOfPair(wins, votes - wins) !== null) share += chance
      chance *= (votes - wins) / (wins + 1)
    }
    expect(share, `${votes} votes`).toBeLessThanOrEqual(0.05)
  }
})
