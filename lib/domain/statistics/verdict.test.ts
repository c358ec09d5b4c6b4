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

/** By whole numbers: 2ⁿ against 20 (n+1) C(n, k), the e-value of a fair coin against any other one. */
function isToldApart(wins: number, votes: number): boolean {
  let ways = 1n
  for (let at = 1; at <= wins; at += 1) ways = (ways * BigInt(votes - wins + at)) / BigInt(at)
  return 2n ** BigInt(votes) >= 20n * BigInt(votes + 1) * ways
}

test('One of a pair is preferred exactly where the e-value of the votes passes 20', () => {
  for (let votes = 0; votes <= 120; votes += 1)
    for (let wins = 0; wins <= votes; wins += 1)
      expect(preferredOfPair(wins, votes - wins), `${wins} of ${votes}`).toBe(
        !isToldApart(wins, votes) ? null : 2 * wins > votes ? 'first' : 'second',
      )
})

test('Eight votes in a row tell two apart, and seven do not', () => {
  expect(preferredOfPair(8, 0)).toBe('first')
  expect(preferredOfPair(0, 8)).toBe('second')
  expect(preferredOfPair(7, 0)).toBeNull()
  expect(preferredOfPair(0, 0)).toBeNull()
})

test('Two that are equally good are ever told apart in at most 5 of 100 cases, though somebody looks after each of 400 votes', () => {
  // By wins: the chance to have come there without having been told anything.
  let open = [1]
  let told = 0
  for (let votes = 1; votes <= 400; votes += 1) {
    open = Array.from({ length: votes + 1 }, (_, wins) => {
      const chance = ((open[wins] ?? 0) + (open[wins - 1] ?? 0)) / 2
      if (chance === 0 || preferredOfPair(wins, votes - wins) === null) return chance
      told += chance
      return 0
    })
  }
  expect(told).toBeGreaterThan(0.02)
  expect(told).toBeLessThanOrEqual(0.05)
})
