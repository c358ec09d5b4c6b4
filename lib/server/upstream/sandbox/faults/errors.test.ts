import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { DEFAULT_SANDBOX_SETTINGS } from '@/lib/domain/sandbox-settings'
import { serveSandbox } from '../served-sandbox'
import { ask } from './ask'

/** The rows of claude-api.md §5.1. */
const ROWS = [
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
] as const

const draws: number[] = []
const sandbox = await serveSandbox({
  now: () => Date.UTC(2026, 11, 5),
  random: () => draws.shift() ?? 0.5,
})
afterAll(() => sandbox.close())
afterEach(() => sandbox.configure(DEFAULT_SANDBOX_SETTINGS))

const lab = (faults: string) => sandbox.configure({ ...DEFAULT_SANDBOX_SETTINGS, faults })
const post = (content?: string, faults?: string) =>
  sandbox.post(ask(content), faults === undefined ? {} : { 'x-sandbox-faults': faults })
const statusOf = async (content?: string, faults?: string) => (await post(content, faults)).status

/** The statuses of so many calls, one after the other. */
async function statuses(calls: number, call: () => Promise<number>): Promise<number[]> {
  const seen: number[] = []
  for (let made = 0; made < calls; made++) seen.push(await call())
  return seen
}

describe.each(ROWS)('Item 58: the fault %i is of type %s, has its own headers', (status, type) => {
  async function expectFault(response: Response) {
    expect(response.status).toBe(status)
    expect(response.headers.get('content-type')).toBe('application/json')
    expect(response.headers.get('retry-after')).toBe(status === 429 ? '1' : null)
    const limits = response.headers.get('anthropic-ratelimit-requests-limit')
    expect(limits !== null).toBe(status === 429)
    const body = await response.json()
    expect(body).toMatchObject({ type: 'error', error: { type } })
    expect(body.request_id).toBe(response.headers.get('request-id'))
  }

  it('by directive', async () => expectFault(await post(`Hi [[error=${status}]]`)))
  it('by header', async () => expectFault(await post('Hi', `error=${status}`)))
  it('by the lab', async () => {
    lab(`error=${status}`)
    await expectFault(await post('Hi'))
  })
  it('as the last event of a stream', async () => {
    const body = { ...ask(`[[error=${status} after=3]]`), stream: true }
    const text = await (await sandbox.post(body)).text()
    const last = text.trimEnd().split('\n\n').at(-1) ?? ''
    expect(last).toContain('event: error\n')
    expect(JSON.parse(last.split('data: ')[1] ?? '')).toMatchObject({ error: { type } })
  })
})

describe('faults by header and by the lab', () => {
  it.each(['header', 'lab'])('strike every endpoint: by the %s', async (where) => {
    const faults = 'error=529'
    if (where === 'lab') lab(faults)
    const headers = {
      'anthropic-version': '2023-06-01',
      ...(where === 'lab' ? {} : { 'x-sandbox-faults': faults }),
    }
    for (const [method, path] of [
      ['GET', '/v1/models'],
      ['GET', '/v1/models/claude-opus-5-5'],
      ['GET', '/v1/files'],
      ['POST', '/v1/messages/count_tokens'],
    ] as const) {
      const body = method === 'POST' ? JSON.stringify(ask()) : null
      const { status } = await fetch(sandbox.baseURL + path, { method, headers, body })
      expect([path, status]).toEqual([path, 529])
    }
  })

  it('x-sandbox-lab: off spares a call those of the lab', async () => {
    lab('error=500')
    const spared = await sandbox.post(ask(), { 'x-sandbox-lab': 'off' })
    expect([spared.status, await statusOf()]).toEqual([200, 500])
  })

  it('go before the text the one, behind it the other', async () => {
    lab('error=500')
    expect(await statusOf()).toBe(500)
    expect(await statusOf('[[error=529]]')).toBe(529)
    expect(await statusOf('[[error=529]]', 'error=401')).toBe(401)
    // Another kind of fault leaves the lab's as it is.
    expect(await statusOf('[[refusal]]')).toBe(500)
  })

  it.each([
    ['x-sandbox-faults', 'flood', 'x-sandbox-faults: there is no directive named flood'],
    ['x-sandbox-faults', 'error=529; cut', 'x-sandbox-faults: cut: after is missing'],
    ['x-sandbox-seed', 'many', 'x-sandbox-seed: "many"'],
  ])('%s: %s is a 400 that names the header', async (name, value, words) => {
    const response = await sandbox.post(ask(), { [name]: value })
    expect(response.status).toBe(400)
    expect((await response.json()).error.message).toContain(words)
  })
})

describe('how often a fault strikes', () => {
  it('times=N: the first N calls with one body, each body for itself', async () => {
    const one = () => statusOf('One [[error=529 times=2]]')
    expect(await statuses(3, one)).toEqual([529, 529, 200])
    const other = () => statusOf('Other [[error=529 times=2]]')
    expect(await statuses(3, other)).toEqual([529, 529, 200])
    expect(await one()).toBe(200)
  })

  it('several statuses: one after the other, then the call passes', async () => {
    const call = () => statusOf('Several', 'error=429,529,500')
    expect(await statuses(5, call)).toEqual([429, 529, 500, 200, 200])
    const longer = () => statusOf('Longer', 'error=429,529 times=3')
    expect(await statuses(4, longer)).toEqual([429, 529, 429, 200])
  })

  it('is counted anew when the sandbox is set anew', async () => {
    lab('error=529 times=1')
    expect(await statuses(2, statusOf)).toEqual([529, 200])
    lab('error=529 times=1')
    expect(await statuses(2, statusOf)).toEqual([529, 200])
  })

  it('percent=P: by chance, of which each call draws its own', async () => {
    draws.push(0.29, 0.3, 0.99, 0)
    const call = () => statusOf('By chance', 'error=529 percent=30')
    expect(await statuses(4, call)).toEqual([529, 200, 200, 529])
    draws.push(0.9, 0.1, 0.1)
    const both = () => statusOf('By chance', 'error=529 percent=30 times=1')
    expect(await statuses(3, both)).toEqual([200, 529, 200])
  })

  it('goes for other faults as well', async () => {
    const reasons = await Promise.all(
      [1, 2].map(async () => (await (await post('Twice [[refusal times=1]]')).json()).stop_reason),
    )
    expect(reasons.sort()).toEqual(['end_turn', 'refusal'])
  })
})

describe('what clients do about errors', () => {
  it('Item 60: a spend cap has a code, the day on which it ends, and no retry-after', async () => {
    for (const code of ['enforced_spend_limit_reached', 'contract_spend_limit_reached']) {
      const response = await post(`[[error=429 code=${code}]]`)
      expect(response.status).toBe(429)
      expect(response.headers.get('retry-after')).toBeNull()
      const { error } = await response.json()
      expect(error.details).toEqual({ error_code: code })
      expect(error.message).toContain('regain access on 2027-01-01 at 00:00 UTC')
    }
    const late = await post('Hi [[error=429 code=contract_spend_limit_reached after=1]]')
    expect((await late.json()).error.message).toContain('regain access on 2027-01-01')
    const ramp = await post('[[error=429 code=ramp_limit_exceeded]]')
    expect(ramp.headers.get('retry-after')).toBe('1')
  })

  it('Item 59: retry=S is the retry-after of any status', async () => {
    const response = await post('[[error=529 retry=7 retryms=40]]')
    expect(response.headers.get('retry-after')).toBe('7')
    expect(response.headers.get('retry-after-ms')).toBe('40')
  })

  it.each(['current', 'classic'] as const)(
    'Item 61: 429, 529, 529 and then 200 succeed in four calls of the %s SDK, which counts them',
    async (sdk) => {
      const counts: string[] = []
      const options = {
        maxRetries: 3,
        fetch: (url: string | URL | Request, init?: RequestInit) => {
          counts.push(new Headers(init?.headers).get('x-stainless-retry-count') ?? '')
          return fetch(url, init)
        },
      }
      const question = ask(`By ${sdk} [[error=429,529,529 retryms=5]]`)
      const { stop_reason } =
        sdk === 'current'
          ? await sandbox.current.withOptions(options).messages.create(question)
          : await sandbox.classic.withOptions(options).messages.create(question)
      expect(stop_reason).toBe('end_turn')
      expect(counts).toEqual(['0', '1', '2', '3'])
    },
  )

  it('Item 61: the SDK’s own two retries carry it over 429 and 529 of a stream', async () => {
    const client = sandbox.current.withOptions({ maxRetries: 2 })
    const stream = client.messages.stream(ask('Streamed [[error=429,529 retryms=5]]'))
    expect(await stream.finalText()).not.toBe('')
  })

  it('Item 61: noretry gives one call', async () => {
    const before = sandbox.ends.length
    const client = sandbox.current.withOptions({ maxRetries: 2 })
    const asked = client.messages.create(ask('[[error=529 noretry]]'))
    await expect(asked).rejects.toMatchObject({ status: 529 })
    expect(sandbox.ends.length - before).toBe(1)
  })
})
