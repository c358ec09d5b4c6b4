import { expect, test } from 'vitest'
import { createRandom } from '@/e2e/harness/upstream/random'
import { seed } from '@/lib/wire/__fixtures__/seed'
import type { SettingName } from './overrides'
import { contenderKey, tallyVotes } from './tally'
import type { Contestant, SettingValue, Vote } from './votes'

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

test('A pair of which one stands there more than once is not counted in that vote: its chance is not one half', () => {
  const doubled = Array.from({ length: 7 }, (_, at) => contestant(`b${at}`, 'haiku'))
  const [a, c] = [contestant('a', 'opus'), contestant('c', 'sonnet')]
  for (const winner of ['a', 'b0', 'tie', 'none'])
    expect(tallyVotes([vote(winner, a, ...doubled)])).toEqual([])
  expect(tallyVotes([vote('a', a, ...doubled.slice(0, 2), c)])).toMatchObject([
    { first: { model: 'opus' }, second: { model: 'sonnet' }, wins: 1, losses: 0 },
  ])
})

test('One vote counts at most once for a pair, also where two models stand there with two efforts each', () => {
  const four = ['opus', 'haiku'].flatMap((model) =>
    ['low', 'high'].map((effort) => contestant(`${model} ${effort}`, model, effort)),
  )
  const same = (winner: string) =>
    tallyVotes([vote(winner, ...four)]).find(({ first, second }) => {
      return first.model !== second.model && first.settings.length + second.settings.length === 0
    })
  expect(same('tie')).toMatchObject({ wins: 0, losses: 0, ties: 1 })
  expect(same('opus low')).toMatchObject({ wins: 1, losses: 0, ties: 0 })
})

test('A third one that differs in a setting does not make another pair of the other two', () => {
  const settings = (value: string) => [{ name: 'effort', value } as const]
  const three = [
    contestant('a', 'opus', 'high'),
    contestant('b', 'haiku', 'high'),
    contestant('c', 'opus', 'low'),
  ]
  const two = [contestant('a', 'opus'), contestant('b', 'haiku')]
  const tally = tallyVotes([vote('a', ...three), vote('b', ...two)])
  expect(tally[0]).toMatchObject({ wins: 1, losses: 1, first: { settings: [] } })
  expect(tally.slice(1)).toMatchObject([
    { first: { settings: settings('high') }, second: { settings: settings('low') }, wins: 1 },
  ])
})

test('Where votes on a pair were cast with other values of a setting that both shared, that is said', () => {
  const two = [contestant('a', 'opus'), contestant('b', 'haiku')]
  const third = contestant('c', 'haiku', 'low')
  const cast = (contestants: readonly Contestant[], ...shared: SettingValue[]) => ({
    ...vote('a', ...contestants),
    shared,
  })
  const same: SettingValue = { name: 'system', value: 'Be brief.' }
  const effort = (value: string): SettingValue => ({ name: 'effort', value })
  const once = cast(two, same, effort('high'))
  expect(tallyVotes([once, once])).toMatchObject([{ wins: 2, varied: [] }])
  expect(tallyVotes([once, cast(two, same, effort('low'))])).toMatchObject([
    { wins: 2, varied: ['effort'] },
  ])
  // Of a setting that a third one had otherwise, too.
  const high = two.map((one) => ({ ...one, settings: [effort('max')] }))
  expect(tallyVotes([once, cast([...high, third], same)])[0]).toMatchObject({ varied: ['effort'] })
  // Of older votes it is not known.
  expect(tallyVotes([once, vote('b', ...two)])).toMatchObject([{ losses: 1, varied: [] }])
})

test('One is preferred once that many votes are rarely chance; before, there are not enough votes to tell', () => {
  expect(tallyVotes(times(7, 'a'))).toMatchObject([{ wins: 7, share: 1, preferred: null }])
  const [pair] = tallyVotes(times(8, 'a'))
  expect(pair?.preferred).toBe('first')
  expect(pair?.interval?.low).toBeCloseTo((1 / 180) ** (1 / 8), 10)
  expect(tallyVotes(times(9, 'b'))).toMatchObject([{ losses: 9, share: 0, preferred: 'second' }])
  expect(tallyVotes([...times(5, 'a'), ...times(5, 'b')])).toMatchObject([{ preferred: null }])
})

test('Whoever looks at a pair of equal ones after each vote, whatever columns are there, is told a preference in at most 5 of 100 cases', () => {
  const random = createRandom(seed)
  const columns = ['opus', 'haiku', 'haiku', 'haiku'].map((model, at) =>
    contestant(`${at}`, model, at === 3 ? 'low' : 'high'),
  )
  const CASES = 300
  let misled = 0
  for (let at = 0; at < CASES; at += 1) {
    const votes: Vote[] = []
    for (let round = 0; round < 16; round += 1) {
      const asked = round % 2 === 0 ? columns : columns.slice(0, 2)
      votes.push(vote(asked[Math.floor(random() * asked.length)]?.columnId ?? '', ...asked))
      const pair = tallyVotes(votes).find(({ first, second }) => first.model !== second.model)
      if (pair?.preferred == null) continue
      misled += 1
      break
    }
  }
  expect(misled / CASES, `seed ${seed}`).toBeLessThanOrEqual(0.05)
})
