import { describe, expect, it } from 'vitest'
import { isApiError } from '@/lib/wire/errors'
import { createLimits } from './limits'
import { serveSandbox } from './served-sandbox'

const START = Date.UTC(2026, 10, 22)

function setUp() {
  const clock = { now: START }
  const limits = createLimits(() => clock.now)
  const take = (input = 0, output = 0, modelClass = 'opus') => {
    try {
      return { status: 200, headers: Object.fromEntries(limits.take(modelClass, input, output)) }
    } catch (error) {
      if (!isApiError(error)) throw error
      return { status: error.status, headers: { ...error.headers } as Record<string, string> }
    }
  }
  return { clock, take }
}

const name = (dimension: string, field: string) => `anthropic-ratelimit-${dimension}-${field}`

describe('the rate limits', () => {
  it('Item 62: are 4,000 requests, 2,000,000 input and 400,000 output tokens', () => {
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
    ['requests', [0, 0], 4_000],
    ['input tokens', [500_000, 0], 4],
    ['output tokens', [0, 200_000], 2],
  ] as const)(
    'Item 59: without %s left they answer 429, and after retry-after the same call passes',
    (_, [input, output], calls) => {
      const { clock, take } = setUp()
      for (let call = 0; call < calls; call++) expect(take(input, output).status).toBe(200)
      const refused = take(input, output)
      expect(refused.status).toBe(429)
      expect(refused.headers['retry-after']).toMatch(/^[1-9]\d*$/)
      expect(refused.headers[name('requests', 'limit')]).toBe('4000')
      clock.now += Number(refused.headers['retry-after']) * 1000
      expect(take(input, output).status).toBe(200)
    },
  )

  it('a refused call takes nothing, and each class of models has its own buckets', () => {
    const { take } = setUp()
    for (let call = 0; call < 4_000; call++) take()
    expect(take().status).toBe(429)
    expect(take().headers[name('requests', 'remaining')]).toBe('0')
    expect(take(0, 0, 'sonnet').headers[name('requests', 'remaining')]).toBe('3999')
  })

  it('Item 59: reach a program as headers on 200 and as a 429 with retry-after', async () => {
    const served = await serveSandbox({ now: () => START })
    try {
      const request = {
        model: 'claude-opus-5-5',
        max_tokens: 128_000,
        messages: [{ role: 'user', content: '[[tokens=120000]]' }],
      }
      const spent = await served.post(request)
      expect(spent.headers.get(name('output-tokens', 'remaining'))).toBe('280000')
      for (let call = 0; call < 3; call++) await served.post(request)
      const refused = await served.post(request)
      expect(refused.status).toBe(429)
      expect((await refused.json()).error.type).toBe('rate_limit_error')
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
      expect(refused.headers.get(name('output-tokens', 'remaining'))).toBe('0')
    } finally {
      await served.close()
    }
  })
})
