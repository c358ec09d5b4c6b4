import { expect, it } from 'vitest'
import { withValue } from './facets'

it('A menu has each value once and in order, and no more than it can show', () => {
  const asked = ['b', 'a', null, '', 'b', ...Array.from({ length: 2000 }, (_, i) => `m${i}`)]
  const values = asked.reduce<string[]>(withValue, [])
  expect(values).toHaveLength(500)
  expect(values.slice(0, 3)).toEqual(['a', 'b', 'm0'])
  expect(new Set(values).size).toBe(500)
})
