import { expect, test } from 'vitest'
import { seed } from '@/lib/wire/__fixtures__/seed'
import { blindOrder, letterOf } from './blind-order'

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

test('Places are called by letters', () => {
  expect([0, 1, 7].map(letterOf)).toEqual(['A', 'B', 'H'])
})
