import { expect, test } from 'vitest'
import { contenderKey, tallyVotes } from './tally'
import type { Contestant, Vote } from './votes'

const contestant = (columnId: string, model = columnId, effort?: string): Contestant => ({
  columnId,
  runId: `run of ${columnId}`,
  upstream: 'anthropic',
  model,
  settings: effort === undefined ? [] : [{ name: 'effort', value: effort }],
})

let made = 0
const vote = (winner: string, ...contestants: Contestant[]): Vote => ({
  id: `vote ${made++}`,
  comparisonId: 'c',
  createdAt: made,
  turn: { text: '', questionIds: [] },
  contestants,
  winner,
})

const times = (count: number, winner: string) =>
  Array.from({ length: count }, () => vote(winner, contestant('a'), contestant('b')))

test('A vote for one of three says that it is better than each other one, and nothing of those two', () => {
  const all = [contestant('a'), contestant('b'), contestant('c')]
  const tally = tallyVotes([vote('b', ...all)])
  expect(
    tally.map(({ first, second, wins, losses }) => [first.model, second.model, wins, losses]),
  ).toEqual([
    ['a', 'b', 0, 1],
    ['b', 'c', 1, 0],
  ])
})

test('A tie and none are counted for every pair, and are no part of the share', () => {
  const all = [contestant('a'), contestant('b'), contestant('c')]
  const tally = tallyVotes([vote('tie', ...all), vote('none', ...all)])
  expect(tally).toHaveLength(3)
  for (const pair of tally)
    expect(pair).toMatchObject({
      wins: 0,
      losses: 0,
      ties: 1,
      neither: 1,
      share: null,
      interval: null,
    })
})

test('A pair is one pair whichever stands first, whatever its columns', () => {
  const tally = tallyVotes([
    vote('1', contestant('1', 'opus'), contestant('2', 'haiku')),
    vote('3', contestant('4', 'haiku'), contestant('3', 'opus')),
    vote('4', contestant('4', 'haiku'), contestant('3', 'opus')),
  ])
  expect(tally).toMatchObject([{ first: { model: 'opus' }, wins: 2, losses: 1, share: 2 / 3 }])
})

test('One model with two efforts are two; asked twice alike it is one, which has no pair with itself', () => {
  const [low, high] = [contestant('a', 'opus', 'low'), contestant('b', 'opus', 'high')]
  expect(tallyVotes([vote('a', low, high)])).toMatchObject([
    { first: { settings: [{ value: 'low' }] }, second: { settings: [{ value: 'high' }] }, wins: 1 },
  ])
  expect(tallyVotes([vote('a', contestant('a', 'opus'), contestant('b', 'opus'))])).toEqual([])
  expect(contenderKey(low)).not.toBe(contenderKey(high))
})

test('One is preferred once Wilson’s interval leaves one half; before, there are not enough votes to tell', () => {
  // Wilson at 95 %: 5 of 5 is 0.566 to 1, 3 of 3 is 0.438 to 1.
  expect(tallyVotes(times(3, 'a'))).toMatchObject([{ wins: 3, share: 1, preferred: null }])
  const [pair] = tallyVotes(times(5, 'a'))
  expect(pair?.preferred).toBe('first')
  expect(pair?.interval?.low).toBeCloseTo(0.5655, 3)
  expect(tallyVotes(times(9, 'b'))).toMatchObject([{ losses: 9, share: 0, preferred: 'second' }])
  expect(tallyVotes([...times(5, 'a'), ...times(5, 'b')])).toMatchObject([{ preferred: null }])
})
