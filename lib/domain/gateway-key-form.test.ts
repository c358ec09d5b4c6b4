import { expect, test } from 'vitest'
import { fieldsOf, type KeyFields, readKeyFields } from './gateway-key-form'
import { newGatewayKeySchema } from './gateway-keys'

const NOW = Date.parse('2026-11-27T12:00:00Z')
const blank = { ...fieldsOf(null), name: ' CI ' }
const read = (fields: Partial<KeyFields>) => readKeyFields({ ...blank, ...fields }, NOW)

test('A new key lives for 90 days and is limited by nothing until somebody limits it', () => {
  const { draft } = read({})
  expect(draft).toEqual({
    name: 'CI',
    expiresAt: NOW + 90 * 86_400_000,
    upstreams: null,
    models: null,
    requestsPerMinute: null,
    tokensPerDay: null,
    retry: false,
    fallback: [],
    cacheTtlSeconds: null,
  })
  expect(newGatewayKeySchema.safeParse(draft).success).toBe(true)
})

test('A day of the calendar counts to its end, and one that is over is refused', () => {
  const { draft } = read({ expiry: 'date', date: '2026-12-31' })
  expect(draft?.expiresAt).toBe(new Date(2027, 0, 1).getTime())
  expect(read({ expiry: 'never' }).draft?.expiresAt).toBeNull()
  expect(read({ expiry: 'date', date: '' }).errors).toEqual({ date: 'noDate' })
  expect(read({ expiry: 'date', date: '2026-11-25' }).errors).toEqual({ date: 'past' })
})

test.each([
  ['', null],
  ['60', 60],
  [' 1,000 ', 1000],
  ['100 000', 100_000],
  ['６０', 60],
])('A limit typed as "%s" is %s', (text, limit) => {
  expect(read({ requestsPerMinute: text }).draft?.requestsPerMinute).toBe(limit)
})

test.each(['0', '-1', 'many', '1e3', '9999999999'])('"%s" is no limit', (text) => {
  expect(read({ requestsPerMinute: text }).errors).toEqual({ requestsPerMinute: 'whole' })
})

test('A fallback goes elsewhere, and only to where the key may go', () => {
  const allowed = { upstreams: ['sandbox'], models: ['claude-*'] }
  const fallback = [
    { upstream: 'sandbox', model: '' },
    { upstream: null, model: ' claude-haiku-5-5 ' },
  ]
  expect(read({ ...allowed, fallback }).draft?.fallback).toEqual([
    { upstream: 'sandbox', model: null },
    { upstream: null, model: 'claude-haiku-5-5' },
  ])
  const wrong = [
    { upstream: null, model: ' ' },
    { upstream: 'anthropic', model: '' },
    { upstream: null, model: 'gpt' },
    { upstream: null, model: 'claude-opus-5-5' },
  ]
  expect(read({ ...allowed, fallback: wrong }).errors).toEqual({
    fallback: ['same', 'notAllowed', 'notAllowed', null],
  })
})

test('A key that is edited keeps what nobody touches, its expiry too', () => {
  const terms = {
    upstreams: ['sandbox'],
    models: ['claude-*'],
    requestsPerMinute: 60,
    tokensPerDay: 100_000,
    retry: true,
    fallback: [{ upstream: null, model: 'claude-haiku-5-5' }],
    cacheTtlSeconds: 90,
  }
  const use = { lastUsedAt: null, tokensToday: 0 }
  const about = { id: 'a', hint: 'abcd', createdAt: 1, revokedAt: null, state: 'expired' as const }
  const fields = fieldsOf({ ...terms, ...use, ...about, name: 'CI', expiresAt: 5 })
  expect(readKeyFields(fields, NOW).draft).toEqual({ ...terms, name: 'CI' })
})

test('A star stands only at the end of a model', () => {
  expect(read({ models: ['cl*de'] }).errors).toEqual({ models: 'star' })
  expect(read({ models: ['claude*'] }).errors).toBeNull()
})
