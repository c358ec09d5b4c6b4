import { expect, it } from 'vitest'
import { flatten } from './schema'

it('A schema whose parts all refer to the whole is put together, and at once', () => {
  const root = { type: 'object', allOf: Array.from({ length: 20 }, () => ({ $ref: '#' })) }
  expect(flatten(root, root)).toEqual({ type: 'object', required: [] })
})
