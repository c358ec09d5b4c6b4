import { expect, test } from 'vitest'
import { MESSAGES } from '@/lib/client/i18n/messages'
import type { RunError } from '@/lib/domain/run'
import { appealUrl, errorKind, isKind, resetDate } from './error-kind'

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
  [408, 'timeout_error'],
  [504, 'timeout_error'],
  [529, 'overloaded_error'],
  [307, 'redirected'],
])('Status %i is told as %s, whatever type of tomorrow comes with it', (httpStatus, kind) => {
  expect(errorKind(error({ httpStatus, type: 'memory_error' }))).toBe(kind)
})

test.each([
  [503, 'overloaded_error', 'overloaded_error'],
  [425, 'rate_limit_error', 'rate_limit_error'],
  [503, 'memory_error', 'api_error'],
  [422, 'memory_error', 'invalid_request_error'],
])(
  'Status %i, which has no words, is told by its type %s where that has some: as %s',
  (httpStatus, type, kind) => {
    expect(errorKind(error({ httpStatus, type }))).toBe(kind)
  },
)

test.each([
  [502, 'unreachable', 'unreachable'],
  [504, 'unreachable', 'unreachable'],
  [502, 'cut', 'cut'],
  [504, 'silent', 'timeout_error'],
  [200, 'unreadable', 'unreadable'],
] as const)(
  'A failure of status %i that Parley saw as %s is told as %s',
  (httpStatus, fault, kind) => {
    expect(errorKind(error({ origin: 'parley', httpStatus, fault }))).toBe(kind)
  },
)

test.each([
  [429, 'enforced_spend_limit_reached', 'spend_limit'],
  [429, 'contract_spend_limit_reached', 'spend_limit'],
  [402, 'linked_organization_spend_limit_reached', 'spend_limit'],
  [402, 'linked_organization_billing_unavailable', 'billing_error'],
  [429, 'ramp_limit_exceeded', 'ramp_limit'],
  [400, 'organization_on_hold', 'on_hold'],
  [400, 'cmek_key_disabled', 'encryption_key'],
  [400, 'cmek_key_network_blocked', 'encryption_key'],
  [503, 'cmek_key_unreachable', 'encryption_key'],
  [503, 'cmek_context_unavailable', 'encryption_key'],
  [404, 'file_expired', 'file_expired'],
  [413, 'request_body_too_large_after_decoding', 'request_too_large'],
  [529, 'compaction_unavailable', 'overloaded_error'],
  [400, 'a_code_of_tomorrow', 'invalid_request_error'],
])('Status %i with the code %s is told as %s', (httpStatus, error_code, kind) => {
  expect(errorKind(error({ httpStatus, details: { error_code } }))).toBe(kind)
})

test.each([
  [400, 'Your credit balance is too low to access the API.', 'credit_low'],
  [400, 'You have reached your specified API usage limits.', 'spend_limit'],
  [400, 'prompt is too long: 210000 tokens > 200000 maximum', 'prompt_too_long'],
  [404, 'file_011CNha8iCJcU1wXNR6q4V8w was not found', 'file_unknown'],
  [404, 'model: claude-opus-4-20250514', 'not_found_error'],
  [529, 'usage limits', 'overloaded_error'],
])('Status %i and the text "%s" are told as %s', (httpStatus, message, kind) => {
  expect(errorKind(error({ httpStatus, message }))).toBe(kind)
})

test('When a spend limit opens again is read from the details, else from the text', () => {
  const day = new Date('2026-12-01T00:00:00Z')
  expect(resetDate(error({ details: { resets_at: '2026-12-01T00:00:00Z' } }))).toEqual(day)
  const message = 'You will regain access on 2026-12-01 at 00:00 UTC.'
  expect(resetDate(error({ message }))).toEqual(day)
  expect(resetDate(error({ message: 'Since 2026-12-01.', details: { resets_at: 3 } }))).toBeNull()
})

test('An appeal leads to the web over TLS, and nowhere else', () => {
  const at = (appeal_url: unknown) => appealUrl(error({ details: { appeal_url } }))
  expect(at('https://example.com/appeal')).toBe('https://example.com/appeal')
  expect(at('javascript:alert(1)')).toBeNull()
  expect(at('http://example.com/')).toBeNull()
  expect(at(undefined)).toBeNull()
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
