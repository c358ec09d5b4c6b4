import { describe, expect, test } from 'vitest'
import { limitClass, limitEndpoint } from './limit-class'
import { mergeGroups } from './limit-groups'
import { readLimitHeaders } from './limit-headers'
import {
  byUse,
  groupLevel,
  headline,
  isFullAgain,
  levelOf,
  mostUsed,
  shareOf,
} from './limit-levels'
import type { LimitGroup } from './limits'

const NOW = Date.parse('2026-11-22T12:00:00Z')

function told(headers: Record<string, string>) {
  return readLimitHeaders(Object.entries(headers), NOW)
}

function groupOf(headers: Record<string, string>, over: Partial<LimitGroup> = {}): LimitGroup {
  const place = { upstream: 'anthropic', key: null, seenAt: NOW }
  const nothing = { limits: [], others: [], retryAt: null }
  const subject = { kind: 'models', name: 'opus-5' } as const
  return { ...place, subject, ...(told(headers) ?? nothing), ...over }
}

const named = (family: string, kind: string, [limit, remaining, reset]: string[]) => ({
  [`anthropic-${family}-${kind}-limit`]: limit ?? '',
  [`anthropic-${family}-${kind}-remaining`]: remaining ?? '',
  [`anthropic-${family}-${kind}-reset`]: reset ?? '',
})

describe('The limits in an answer’s headers', () => {
  test('Are read with all three figures, in every family, those of unknown kinds too', () => {
    const read = told({
      'content-type': 'text/event-stream',
      'request-id': 'req_1',
      ...named('ratelimit', 'requests', ['4000', '2760', '2026-11-22T12:00:48Z']),
      ...named('priority', 'input-tokens', ['10', '5', '2026-11-22T12:01:00.5Z']),
      ...named('fast', 'moon-phases', ['7', '0', 'soon']),
    })
    expect(read?.limits.map(({ family, kind }) => `${family} ${kind}`)).toEqual([
      'ratelimit requests',
      'priority input-tokens',
      'fast moon-phases',
    ])
    expect(read?.limits[0]).toEqual({
      family: 'ratelimit',
      kind: 'requests',
      limit: 4000,
      remaining: 2760,
      used: null,
      resetsAt: NOW + 48_000,
      seenAt: NOW,
    })
    expect(read?.limits[1]?.resetsAt).toBe(NOW + 60_500)
    expect(read?.limits[2]).toMatchObject({ limit: 7, remaining: 0, resetsAt: null })
  })

  test('Are shares and seconds where a subscription tells of them, and the rest is kept as it came', () => {
    const read = told({
      'anthropic-ratelimit-unified-5h-utilization': '0.82',
      'anthropic-ratelimit-unified-5h-reset': String(NOW / 1000 + 60),
      'anthropic-ratelimit-unified-status': 'allowed_warning',
    })
    expect(read?.limits).toMatchObject([
      { kind: 'unified-5h', used: 0.82, limit: null, resetsAt: NOW + 60_000 },
    ])
    expect(read?.others).toEqual([
      { name: 'anthropic-ratelimit-unified-status', value: 'allowed_warning' },
    ])
  })

  test('Are none where no header names one, and a wait may stand alone, in seconds or as a date', () => {
    expect(told({ 'anthropic-organization-id': 'org', date: 'now' })).toBe(null)
    expect(told({ 'retry-after': '21' })).toMatchObject({ limits: [], retryAt: NOW + 21_000 })
    expect(told({ 'retry-after': 'Sun, 22 Nov 2026 12:01:00 GMT' })?.retryAt).toBe(NOW + 60_000)
    expect(told({ 'retry-after': 'later' })).toBe(null)
  })

  test('Of which there are absurdly many are not all kept', () => {
    const many = Object.fromEntries(
      Array.from({ length: 500 }, (_, i) => [`anthropic-fast-x${i}-limit`, '1']),
    )
    expect(told(many)?.limits).toHaveLength(40)
  })
})

describe('How near a limit is', () => {
  const at = (remaining: string, reset = '2026-11-22T12:01:00Z') =>
    groupOf(named('ratelimit', 'output-tokens', ['100', remaining, reset]))

  test.each([
    ['21', 'ok'],
    ['20', 'warn'],
    ['6', 'warn'],
    ['5', 'bad'],
    ['0', 'bad'],
  ] as const)('With %s of 100 left it is %s', (remaining, level) => {
    expect(groupLevel(at(remaining), NOW)).toBe(level)
  })

  test('Once the time of its reset has passed it is full again, and nothing before that is guessed', () => {
    const group = at('3')
    const [limit] = group.limits
    if (limit === undefined) throw new Error('no limit')
    expect([shareOf(limit, NOW), shareOf(limit, NOW + 59_999)]).toEqual([0.97, 0.97])
    expect([shareOf(limit, NOW + 60_000), levelOf(limit, NOW + 60_000)]).toEqual([0, 'ok'])
    expect([isFullAgain(limit, NOW + 59_999), isFullAgain(limit, NOW + 60_000)]).toEqual([
      false,
      true,
    ])
  })

  test('A wait that the upstream asked for is the highest level until it is over', () => {
    const group = groupOf({ 'retry-after': '10' })
    expect([groupLevel(group, NOW + 9999), groupLevel(group, NOW + 10_000)]).toEqual(['bad', 'ok'])
  })

  test('The most used limit is always in the headline, and its group is the first', () => {
    const full = groupOf({
      ...named('ratelimit', 'requests', ['100', '99', '']),
      ...named('ratelimit', 'input-tokens', ['100', '99', '']),
      ...named('ratelimit', 'output-tokens', ['100', '98', '']),
      ...named('fast', 'output-tokens', ['100', '12', '']),
    })
    expect(headline(full, 3, NOW).map(({ family, kind }) => `${family} ${kind}`)).toEqual([
      'ratelimit requests',
      'ratelimit input-tokens',
      'fast output-tokens',
    ])
    expect(mostUsed(full, NOW)?.family).toBe('fast')
    const other = groupOf(named('ratelimit', 'requests', ['10', '9', '']), { upstream: 'vendor' })
    const waits = groupOf({ 'retry-after': '9' }, { upstream: 'busy' })
    const order = byUse([other, full, waits], NOW).map(({ upstream }) => upstream)
    expect(order).toEqual(['busy', 'anthropic', 'vendor'])
  })
})

test('A changed group takes the place of what was known of it, the last seen first', () => {
  const old = groupOf({ 'retry-after': '1' })
  const other = groupOf({}, { key: 'another', seenAt: NOW + 1 })
  const fresh = { ...old, retryAt: null, seenAt: NOW + 2 }
  expect(mergeGroups([old, other], [fresh])).toEqual([fresh, other])
})

test.each([
  ['claude-opus-5-5', 'opus-5'],
  ['claude-opus-5', 'opus-5'],
  ['claude-sonnet-4-20250514', 'sonnet-4'],
  ['claude-mythos-preview', 'mythos'],
  ['model-of-tomorrow', 'model-of-tomorrow'],
])('The model %s shares its limits as %s', (model, name) => {
  expect(limitClass(model)).toEqual({ kind: 'models', name })
})

test.each([
  ['/v1/messages?beta=true', null],
  ['/v1/messages/count_tokens', 'count_tokens'],
  ['/v1/messages/batches/b_1/results', 'batches'],
  ['/v1/files/f_1', 'files'],
  ['/v1/other', '/v1/other'],
])('A call of %s counts for the endpoint %s', (path, name) => {
  expect(limitEndpoint(path)?.name ?? null).toBe(name)
})
