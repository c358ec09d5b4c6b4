import { expect, test } from 'vitest'
import { seed } from '@/lib/wire/__fixtures__/seed'
import { blindOrder, letterOf, seedOfTurn } from './blind-order'
import type { Segment } from './segments'

const COLUMNS = ['one', 'two', 'three', 'four']

test('The same seed gives the same order of the same columns, and nothing is lost', () => {
  const order = blindOrder(COLUMNS, 'seed')
  expect(blindOrder(COLUMNS, 'seed')).toEqual(order)
  expect([...order].sort()).toEqual([...COLUMNS].sort())
  expect(COLUMNS).toEqual(['one', 'two', 'three', 'four'])
  expect(blindOrder([], 'seed')).toEqual([])
})

test('No column is more often in any place than chance has it', () => {
  const rounds = 4000
  const counts = COLUMNS.map(() => new Map<string, number>())
  for (let round = 0; round < rounds; round++) {
    for (const [place, id] of blindOrder(COLUMNS, `${seed}-${round}`).entries())
      counts[place]?.set(id, (counts[place]?.get(id) ?? 0) + 1)
  }
  // Six standard deviations of a binomial of a quarter.
  const most = 6 * Math.sqrt(rounds * 0.25 * 0.75)
  for (const at of counts) {
    for (const id of COLUMNS)
      expect(Math.abs((at.get(id) ?? 0) - rounds / 4), `seed ${seed}`).toBeLessThan(most)
  }
})

test('Each turn has a seed of its own, and another one once something in it is answered anew', () => {
  const answered = (...ids: string[]) => ({
    cells: ids.map(
      (id): Segment => ({
        question: null,
        answers: [
          {
            ...{ id, conversationId: 'c', parentId: null, role: 'assistant', content: null },
            ...{ runId: id, createdAt: 1 },
          },
        ],
      }),
    ),
  })
  const before = seedOfTurn('seed', 1, answered('a', 'b'))
  expect(seedOfTurn('seed', 1, answered('a', 'b'))).toBe(before)
  expect(seedOfTurn('seed', 2, answered('a', 'b'))).not.toBe(before)
  expect(seedOfTurn('seed', 1, answered('a', 'c'))).not.toBe(before)
  expect(seedOfTurn('seed', 1, { cells: [null, null] })).not.toBe(before)
})

test('Places are called by letters', () => {
  expect([0, 1, 7].map(letterOf)).toEqual(['A', 'B', 'H'])
})
