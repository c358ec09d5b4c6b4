import { expect, test } from 'vitest'
import { MESSAGES } from '@/lib/client/i18n/messages'
import type { RunError } from '@/lib/domain/run'
import { errorKind, isKind } from './error-kind'

const error = (change: Partial<RunError>): RunError => ({
  origin: 'upstream',
  type: 'api_error',
  message: 'm',
  httpStatus: null,
  requestId: null,
  ...change,
})

test.each([
  [400, 'invalid_request_error'],
  [401, 'authentication_error'],
  [402, 'billing_error'],
  [403, 'permission_error'],
  [404, 'not_found_error'],
  [409, 'conflict_error'],
  [413, 'request_too_large'],
  [429, 'rate_limit_error'],
  [500, 'api_error'],
  [504, 'timeout_error'],
  [529, 'overloaded_error'],
])('Status %i is told as %s, whatever type of tomorrow comes with it', (httpStatus, kind) => {
  expect(errorKind(error({ httpStatus, type: 'memory_error' }))).toBe(kind)
})

test('An error inside a stream, which has no status, is told by its type', () => {
  expect(errorKind(error({ type: 'overloaded_error' }))).toBe('overloaded_error')
  expect(errorKind(error({ type: 'memory_error' }))).toBe('unknown')
})

test('What Parley itself says of an upstream is not told as the upstream’s own word', () => {
  expect(errorKind(error({ origin: 'parley', httpStatus: 502 }))).toBe('unreachable')
  expect(errorKind(error({ origin: 'parley', httpStatus: 504 }))).toBe('timeout_error')
  expect(errorKind(error({ origin: 'parley' }))).toBe('cut')
})

test('A type that is the name of something every object has is no kind', () => {
  expect(isKind('constructor')).toBe(false)
  expect(isKind('__proto__')).toBe(false)
})

test('Every kind has its words, and no words are without a kind', () => {
  const { withStatus: _s, openSettings: _o, freeIn: _f, ...kinds } = MESSAGES.en.chat.errors
  for (const kind of Object.keys(kinds)) expect([kind, isKind(kind)]).toEqual([kind, true])
})
