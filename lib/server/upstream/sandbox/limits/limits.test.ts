import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LIMITS_BY_TIER } from '@/lib/domain/limit-tiers'
import {
  DEFAULT_SANDBOX_SETTINGS,
  LIMIT_TIERS,
  type SandboxSettings,
} from '@/lib/domain/sandbox-settings'
import { isApiError } from '@/lib/wire/errors'
import { serveSandbox } from '../served-sandbox'
import { createLimits, type MessagesLoad } from './limits'

const START = Date.UTC(2026, 10, 22)

/** Limits under a clock and a tier that the test turns. */
function setUp(first: SandboxSettings['tier'] = 'tier4') {
  const clock = { now: START }
  const chosen: { tier: SandboxSettings['tier'] } = { tier: first }
  const limits = createLimits(
    () => clock.now,
    () => LIMITS_BY_TIER[chosen.tier],
  )
  const attempt = (call: () => Parameters<typeof Object.fromEntries>[0]) => {
    try {
      return { status: 200, headers: Object.fromEntries(call()) as Record<string, string> }
    } catch (error) {
      if (!isApiError(error)) throw error
      return { status: error.status, headers: { ...error.headers } as Record<string, string> }
    }
  }
  const take = (input = 0, output = 0, more: Partial<MessagesLoad> = {}) =>
    attempt(() => limits.take({ modelClass: 'opus', isFast: false, input, output, ...more }))
  const request = (pool: 'count_tokens' | 'batches' | 'files') =>
    attempt(() => {
      limits.takeRequest(pool)
      return []
    })
  return { clock, chosen, take, request }
}

const name = (dimension: string, field: string) => `anthropic-ratelimit-${dimension}-${field}`

describe('the rate limits', () => {
  it('Item 62: are 4,000 requests, 2,000,000 input and 400,000 output tokens by default', () => {
    const { headers } = setUp().take()
    expect(headers[name('requests', 'limit')]).toBe('4000')
    expect(headers[name('input-tokens', 'limit')]).toBe('2000000')
    expect(headers[name('output-tokens', 'limit')]).toBe('400000')
    expect(headers[name('tokens', 'limit')]).toBe('2400000')
  })

  it('Item 62: say what is left after each call, in integers and RFC 3339', () => {
    const { take } = setUp()
    take(100_000, 50_000)
    const { headers } = take(100_400, 50_600)
    expect(headers[name('requests', 'remaining')]).toBe('3998')
    expect(headers[name('input-tokens', 'remaining')]).toBe('1800000')
    expect(headers[name('output-tokens', 'remaining')]).toBe('299000')
    expect(headers[name('tokens', 'remaining')]).toBe('2099000')
    // 100,600 of 400,000 output tokens take 15.09 s to come back.
    expect(headers[name('output-tokens', 'reset')]).toBe('2026-11-22T00:00:16Z')
    expect(headers[name('requests', 'reset')]).toBe('2026-11-22T00:00:01Z')
  })

  it('Item 62: refill continuously, and not above the limit', () => {
    const { clock, take } = setUp()
    take(2_000_000)
    clock.now += 30_000
    expect(take().headers[name('input-tokens', 'remaining')]).toBe('1000000')
    clock.now += 3_600_000
    expect(take().headers[name('input-tokens', 'remaining')]).toBe('2000000')
  })

  it.each([
    ['requests', [0, 0], 5],
    ['input tokens', [5_000, 0], 4],
    ['output tokens', [0, 2_000], 2],
  ] as const)(
    'Item 59: without %s left they answer 429, and after retry-after the same call passes',
    (_, [input, output], calls) => {
      const { clock, take } = setUp('tiny')
      for (let call = 0; call < calls; call++) expect(take(input, output).status).toBe(200)
      const refused = take(input, output)
      expect(refused.status).toBe(429)
      expect(refused.headers['retry-after']).toMatch(/^[1-9]\d*$/)
      expect(refused.headers[name('requests', 'limit')]).toBe('5')
      clock.now += Number(refused.headers['retry-after']) * 1000
      expect(take(input, output).status).toBe(200)
    },
  )

  it('Item 59: in any sequence of calls under any tier, a refused call passes after retry-after and not a second earlier', () => {
    const call = fc.record({
      wait: fc.nat(20_000),
      tier: fc.option(fc.constantFrom(...LIMIT_TIERS), { nil: null, freq: 4 }),
      input: fc.oneof(fc.nat(5_000), fc.nat(12_000_000)),
      output: fc.oneof(fc.nat(2_000), fc.nat(2_500_000)),
      isFast: fc.boolean(),
      modelClass: fc.constantFrom('opus', 'fable'),
    })
    fc.assert(
      fc.property(
        fc.constantFrom(...LIMIT_TIERS),
        fc.array(call, { maxLength: 60 }),
        (tier, calls) => {
          const { clock, chosen, take } = setUp(tier)
          for (const { wait, tier: next, input, output, isFast, modelClass } of calls) {
            clock.now += wait
            if (next !== null) chosen.tier = next
            const again = () => take(input, output, { isFast, modelClass })
            const { status, headers } = again()
            if (status === 200) continue
            const seconds = Number(headers['retry-after'])
            // A bucket fills in a minute and owes at most another one.
            expect(seconds).toBeGreaterThanOrEqual(1)
            expect(seconds).toBeLessThanOrEqual(120)
            clock.now += (seconds - 1) * 1000
            expect(again().status).toBe(429)
            clock.now += 1000
            expect(again().status).toBe(200)
          }
        },
      ),
    )
  })

  it.each(LIMIT_TIERS)('a full bucket of the tier %s lets any call pass, however large', (tier) => {
    expect(setUp(tier).take(50_000_000, 50_000_000).status).toBe(200)
  })

  it('a refused call takes nothing, and each class of models has its own buckets', () => {
    const { take } = setUp('tiny')
    for (let call = 0; call < 5; call++) take(1_000)
    const refused = take(1_000)
    expect(refused.status).toBe(429)
    expect(refused.headers[name('requests', 'remaining')]).toBe('0')
    expect(refused.headers[name('input-tokens', 'remaining')]).toBe('15000')
    expect(take(0, 0, { modelClass: 'sonnet' }).headers[name('requests', 'remaining')]).toBe('4')
  })

  it('under another tier a bucket is as full in proportion as it was', () => {
    const { chosen, take } = setUp()
    take(1_000_000)
    chosen.tier = 'tiny'
    expect(take().headers[name('input-tokens', 'remaining')]).toBe('10000')
    chosen.tier = 'scale'
    expect(take().headers[name('input-tokens', 'remaining')]).toBe('5000000')
  })

  it.each([
    ['start', 'opus', ['1000', '2000000', '400000']],
    ['start', 'fable', ['1000', '500000', '100000']],
    ['build', 'sonnet', ['5000', '5000000', '1000000']],
    ['build', 'fable', ['2000', '1500000', '300000']],
    ['scale', 'haiku', ['10000', '10000000', '2000000']],
    ['scale', 'fable', ['4000', '4000000', '800000']],
    ['tier4', 'fable', ['4000', '2000000', '400000']],
    ['tiny', 'opus', ['5', '20000', '4000']],
  ] as const)('the tier %s has its own figures for %s', (tier, modelClass, figures) => {
    const { headers } = setUp(tier).take(0, 0, { modelClass })
    const families = ['requests', 'input-tokens', 'output-tokens']
    expect(families.map((family) => headers[name(family, 'limit')])).toEqual(figures)
  })

  it('fast mode has token buckets and headers of its own', () => {
    const { take } = setUp()
    const { headers } = take(2_000_000, 1_000, { isFast: true })
    expect(headers['anthropic-fast-input-tokens-limit']).toBe('2000000')
    expect(headers['anthropic-fast-input-tokens-remaining']).toBe('0')
    expect(headers['anthropic-fast-output-tokens-remaining']).toBe('399000')
    expect(headers['anthropic-fast-input-tokens-reset']).toBe('2026-11-22T00:01:00Z')
    expect(headers[name('input-tokens', 'remaining')]).toBe('2000000')
    expect(take(1_000, 0, { isFast: true }).status).toBe(429)
    const standard = take(1_000)
    expect(standard.status).toBe(200)
    expect(Object.keys(standard.headers).filter((key) => key.includes('fast'))).toEqual([])
  })

  it.each(['count_tokens', 'batches', 'files'] as const)(
    'requests to %s have a bucket of their own',
    (pool) => {
      const { clock, take, request } = setUp('tiny')
      for (let call = 0; call < 20; call++) expect(request(pool).status).toBe(200)
      const refused = request(pool)
      expect(refused.status).toBe(429)
      expect(refused.headers[name('requests', 'limit')]).toBe('20')
      expect(take().status).toBe(200)
      clock.now += Number(refused.headers['retry-after']) * 1000
      expect(request(pool).status).toBe(200)
    },
  )
})

describe('over HTTP the rate limits', () => {
  it('Item 59: reach a program as headers on 200 and as a 429 with retry-after, which then passes', async () => {
    const clock = { now: START }
    const served = await serveSandbox({ now: () => clock.now })
    try {
      served.configure({ ...DEFAULT_SANDBOX_SETTINGS, tier: 'tiny' })
      const request = {
        model: 'claude-sonnet-4-5',
        max_tokens: 4_000,
        messages: [{ role: 'user', content: '[[tokens=3000]]' }],
      }
      const spent = await served.post(request)
      expect(spent.headers.get(name('output-tokens', 'remaining'))).toBe('1000')
      expect((await served.post(request)).status).toBe(200)
      const refused = await served.post(request)
      expect(refused.status).toBe(429)
      expect((await refused.json()).error.type).toBe('rate_limit_error')
      expect(refused.headers.get(name('output-tokens', 'remaining'))).toBe('0')
      clock.now += Number(refused.headers.get('retry-after')) * 1000
      expect((await served.post(request)).status).toBe(200)
    } finally {
      await served.close()
    }
  })

  it('count what is written to the cache and not what is read from it', async () => {
    const served = await serveSandbox({ now: () => START })
    try {
      const request = {
        model: 'claude-opus-5-5',
        max_tokens: 1,
        cache_control: { type: 'ephemeral' },
        messages: [{ role: 'user', content: 'word '.repeat(20_000) }],
      }
      const written = await served.post(request)
      expect(written.headers.get(name('input-tokens', 'remaining'))).toBe('1980000')
      const read = await served.post(request)
      expect(read.headers.get(name('input-tokens', 'remaining'))).toBe('1980000')
    } finally {
      await served.close()
    }
  })

  it('follow the tier that is chosen while the sandbox runs, count_tokens with its own', async () => {
    const served = await serveSandbox({ now: () => START })
    try {
      served.configure({ ...DEFAULT_SANDBOX_SETTINGS, tier: 'tiny' })
      const messages = [{ role: 'user', content: 'Hello' }]
      const model = 'claude-opus-5-5'
      const count = () => served.post({ model, messages }, {}, '/v1/messages/count_tokens')
      for (let call = 0; call < 20; call++) expect((await count()).status).toBe(200)
      const refused = await count()
      expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '3'])
      for (const left of [4, 3, 2, 1, 0]) {
        const { headers } = await served.post({ model, messages, max_tokens: 1 })
        expect(headers.get(name('requests', 'limit'))).toBe('5')
        expect(headers.get(name('requests', 'remaining'))).toBe(String(left))
      }
      const last = await served.post({ model, messages, max_tokens: 1 })
      expect([last.status, last.headers.get('retry-after')]).toEqual([429, '12'])
    } finally {
      await served.close()
    }
  })
})
