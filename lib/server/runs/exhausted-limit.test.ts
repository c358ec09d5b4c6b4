import { expect, test } from 'vitest'
import type { HeaderList } from '../upstream/sink'
import { exhaustedLimit } from './exhausted-limit'

const RESET = '2026-11-22T12:40:59Z'

const family = (name: string, remaining: string): HeaderList => [
  [`${name}-limit`, '4000'],
  [`${name}-remaining`, remaining],
  [`${name}-reset`, RESET],
]

test.each([
  ['anthropic-ratelimit-requests', 'requests'],
  ['anthropic-ratelimit-input-tokens', 'input'],
  ['anthropic-ratelimit-output-tokens', 'output'],
  ['anthropic-ratelimit-tokens', 'tokens'],
  ['anthropic-priority-input-tokens', 'input'],
  ['anthropic-priority-output-tokens', 'output'],
  ['anthropic-fast-input-tokens', 'input'],
  ['anthropic-fast-output-tokens', 'output'],
])('Nothing left by %s is told as a limit of %s, with its size and its end', (name, kind) => {
  const headers = [...family('anthropic-ratelimit-requests', '12'), ...family(name, '0')]
  const last = name === 'anthropic-ratelimit-requests' ? family(name, '0') : headers
  expect(exhaustedLimit(last)).toEqual({ kind, limit: 4000, resetsAt: Date.parse(RESET) })
})

test('Of two that are spent, the narrower one is told', () => {
  const both = [
    ...family('anthropic-ratelimit-tokens', '0'),
    ...family('anthropic-ratelimit-output-tokens', '0'),
  ]
  expect(exhaustedLimit(both)?.kind).toBe('output')
})

test('Limits with something left, or none, or unreadable figures, invent nothing', () => {
  expect(exhaustedLimit(family('anthropic-ratelimit-requests', '1'))).toBeNull()
  expect(exhaustedLimit([])).toBeNull()
  const bare: HeaderList = [
    ['anthropic-ratelimit-requests-remaining', '0'],
    ['anthropic-ratelimit-requests-limit', 'many'],
    ['anthropic-ratelimit-requests-reset', 'soon'],
  ]
  expect(exhaustedLimit(bare)).toEqual({ kind: 'requests', limit: null, resetsAt: null })
})
