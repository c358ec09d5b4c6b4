import { expect, test } from 'vitest'
import type { SettingName } from './overrides'
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

test('In whatever order three were voted on, and their settings were found to differ, a pair is one pair', () => {
  // One model with three settings; which name comes first hangs on who stands second.
  const values = { a: ['0.1', 'low'], b: ['0.5', 'low'], c: ['0.1', 'high'] } as const
  const votedAs = (order: readonly (keyof typeof values)[], names: readonly SettingName[]) =>
    vote(
      'a',
      ...order.map((id) => ({
        ...contestant(id, 'opus'),
        settings: names.map((name) => ({
          name,
          value: values[id][name === 'effort' ? 1 : 0],
        })),
      })),
    )
  const tally = tallyVotes([
    votedAs(['a', 'b', 'c'], ['temperature', 'effort']),
    votedAs(['a', 'c', 'b'], ['effort', 'temperature']),
  ])
  expect(tally.map(({ wins, losses }) => [wins, losses])).toEqual([
    [2, 0],
    [2, 0],
  ])
})

test('One is preferred once that many votes are rarely chance; before, there are not enough votes to tell', () => {
  // Two equal models have all of 5 votes for one of them in 1 of 16 cases, all of 6 in 1 of 32.
  expect(tallyVotes(times(5, 'a'))).toMatchObject([{ wins: 5, share: 1, preferred: null }])
  const [pair] = tallyVotes(times(6, 'a'))
  expect(pair?.preferred).toBe('first')
  expect(pair?.interval?.low).toBeCloseTo(0.6097, 3)
  expect(tallyVotes(times(9, 'b'))).toMatchObject([{ losses: 9, share: 0, preferred: 'second' }])
  expect(tallyVotes([...times(5, 'a'), ...times(5, 'b')])).toMatchObject([{ preferred: null }])
})
