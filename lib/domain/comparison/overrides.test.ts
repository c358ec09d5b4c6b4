import { expect, test } from 'vitest'
import { type ChatSettings, NO_CHOICES } from '../chat-settings'
import { differencesAmong, followShared, overridesOf } from './overrides'

const shared: ChatSettings = {
  ...{
    upstream: 'sandbox',
    apiVersion: '2023-06-01',
    model: 'a',
    maxTokens: 100,
    system: 'Be brief.',
  },
  ...NO_CHOICES,
}

test('A column overrides what it says otherwise than all share; its model is its own', () => {
  expect(overridesOf({ ...shared, model: 'b' }, shared)).toEqual([])
  expect(overridesOf({ ...shared, model: 'b', effort: 'high' }, shared)).toEqual(['effort'])
})

test('What is shared reaches each column that does not say otherwise, and no other', () => {
  const own = { ...shared, model: 'b', effort: 'high' as const }
  const next = { ...shared, model: 'c', system: 'Be long.', effort: 'low' as const }
  expect(followShared(own, shared, next)).toEqual({ ...own, system: 'Be long.' })
})

test('The columns differ in what any two of them differ in', () => {
  const columns = [shared, { ...shared, model: 'b' }, { ...shared, system: 'Be long.' }]
  expect(differencesAmong(columns)).toEqual(['model', 'system'])
  expect(differencesAmong([shared, shared])).toEqual([])
})
