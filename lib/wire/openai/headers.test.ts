import { expect, test } from 'vitest'
import { toOpenAiHeaders } from './headers'

const NOW = Date.parse('2026-11-28T12:00:00Z')
const OWN = [
  ['openai-version', '2020-10-01'],
  ['openai-processing-ms', ''],
]

test('Limits get OpenAI names beside their own; the id also the only name that its SDK reads', () => {
  const list: [string, string][] = [
    ['request-id', 'req_1'],
    ['anthropic-organization-id', 'org'],
    ['anthropic-ratelimit-requests-limit', '4000'],
    ['anthropic-ratelimit-requests-remaining', '3999'],
    ['anthropic-ratelimit-requests-reset', '2026-11-28T12:00:06Z'],
    ['anthropic-ratelimit-tokens-limit', '2400000'],
    ['anthropic-ratelimit-tokens-remaining', '2399000'],
    ['anthropic-ratelimit-tokens-reset', '2026-11-28T13:01:30+01:00'],
    ['anthropic-ratelimit-input-tokens-limit', '2000000'],
    ['retry-after', '6'],
    ['x-should-retry', 'false'],
  ]
  const answered = toOpenAiHeaders(list, NOW)
  expect(answered).toEqual(expect.arrayContaining([...list, ...OWN]))
  const added = answered.slice(0, -OWN.length).filter((pair) => !list.some(([n]) => n === pair[0]))
  expect(Object.fromEntries(added)).toEqual({
    'x-request-id': 'req_1',
    'x-ratelimit-limit-requests': '4000',
    'x-ratelimit-remaining-requests': '3999',
    'x-ratelimit-reset-requests': '6s',
    'x-ratelimit-limit-tokens': '2400000',
    'x-ratelimit-remaining-tokens': '2399000',
    'x-ratelimit-reset-tokens': '1m30s',
  })
  expect(answered).toHaveLength(list.length + 7 + OWN.length)
})

test.each([
  ['2026-11-28T12:00:00Z', '0s'],
  ['2026-11-28T11:59:00Z', '0s'],
  ['2026-11-28T12:00:00.001Z', '1s'],
  ['2026-11-28T12:00:59.5Z', '1m0s'],
  ['2026-11-28T12:06:00Z', '6m0s'],
  ['2026-11-28T14:00:05Z', '2h0m5s'],
])('A reset at %s is %s away', (time, duration) => {
  expect(toOpenAiHeaders([['anthropic-ratelimit-tokens-reset', time]], NOW)).toContainEqual([
    'x-ratelimit-reset-tokens',
    duration,
  ])
})

test('A reset that is no time stays under its own name only', () => {
  const list: [string, string][] = [['anthropic-ratelimit-requests-reset', 'soon']]
  expect(toOpenAiHeaders(list, NOW)).toEqual([...list, ...OWN])
})

test("Headers of the upstream's body, connection and host stay behind", () => {
  const names = [
    'content-type',
    'content-length',
    'content-encoding',
    'set-cookie',
    'x-request-id',
    'via',
  ]
  expect(
    toOpenAiHeaders(
      names.map((name) => [name, 'x']),
      NOW,
    ),
  ).toEqual(OWN)
})
