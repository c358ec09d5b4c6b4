import { expect, test } from 'vitest'
import { Labels } from './labels'

test('The first values of a label are told apart, and all others are one, label by label', () => {
  const labels = new Labels(2)
  const models = ['a', 'b', 'c', 'a', 'd'].map((model) => labels.bound({ model }).model)
  expect(models).toEqual(['a', 'b', 'other', 'a', 'other'])
  expect(labels.bound({ upstream: 'c', model: 'x'.repeat(500) })).toEqual({
    upstream: 'c',
    model: 'other',
  })
})
