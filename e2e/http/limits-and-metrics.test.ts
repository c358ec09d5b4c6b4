import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { newId } from '@/lib/domain/ids'
import type { KeptAnswers } from '@/lib/domain/keeping'
import type { LimitGroup, Limits } from '@/lib/domain/limits'
import type { LiveEvent } from '@/lib/domain/live'
import type { RunPage } from '@/lib/domain/run-list'
import { sumUsage, type Usage } from '@/lib/domain/usage'
import { createSseReader } from '@/lib/wire/sse'
import { type FakeUpstream, startFakeUpstream } from '../harness/fake-upstream'
import { createParleyClient, newTurn, upstreamEnv } from '../harness/parley-client'
import { send } from '../harness/raw-http'
import { type ParleyServer, startParley } from '../harness/server'
import { encodeEvents, messageOf, textEvents } from '../harness/upstream/answers'
import { failure, type HeaderList, json, stream } from '../harness/upstream/script'

const MODEL = 'claude-sonnet-5-5'

let upstream: FakeUpstream
let parley: ParleyServer
let dataDir: string
beforeAll(async () => {
  upstream = await startFakeUpstream()
  dataDir = await mkdtemp(join(tmpdir(), 'parley-limits-'))
  parley = await startParley({ env: upstreamEnv(upstream.url), dataDir })
})
afterAll(async () => {
  await parley.stop()
  await upstream.close()
  await rm(dataDir, { recursive: true })
})
beforeEach(() => upstream.reset())

function call(over: Record<string, unknown> = {}, path = '/v1/messages', headers = {}) {
  const body = { model: MODEL, max_tokens: 9, messages: [{ role: 'user', content: 'x' }], ...over }
  return send(parley.url + path, {
    body: JSON.stringify(body),
    headers: { 'x-api-key': parley.gatewayKey, 'anthropic-version': '2023-06-01', ...headers },
  })
}

async function get<T>(path: string): Promise<T> {
  const answer = await fetch(parley.url + path)
  if (!answer.ok) throw new Error(`${answer.status}: ${await answer.text()}`)
  return await answer.json()
}

const limits = async () => (await get<Limits>('/api/limits')).groups

async function group(name: string): Promise<LimitGroup | undefined> {
  return (await limits()).find(({ subject }) => subject.name === name)
}

const MINUTE = new Date(Math.ceil(Date.now() / 1000) * 1000 + 60_000)

function limitHeaders(remaining: number, family = 'ratelimit', kind = 'output-tokens'): HeaderList {
  return [
    [`anthropic-${family}-${kind}-limit`, '1000'],
    [`anthropic-${family}-${kind}-remaining`, String(remaining)],
    [`anthropic-${family}-${kind}-reset`, MINUTE.toISOString()],
  ]
}

const answer = (headers: HeaderList, model = MODEL) =>
  json(messageOf(textEvents(3, model)), { headers })

/** The value of each series, by its name and labels as they stand there. */
async function metrics(): Promise<Map<string, number>> {
  const response = await fetch(`${parley.url}/api/metrics`, {
    headers: { authorization: `Bearer ${parley.gatewayKey}` },
  })
  expect(response.headers.get('content-type')).toContain('text/plain; version=0.0.4')
  const lines = (await response.text()).split('\n').filter((line) => /^\w/.test(line))
  return new Map(
    lines.map((line) => {
      const at = line.lastIndexOf(' ')
      return [line.slice(0, at), Number(line.slice(at + 1))]
    }),
  )
}

async function allEnded(): Promise<void> {
  const isLive = async () =>
    (await get<RunPage>('/api/runs')).runs.some(({ endedAt }) => endedAt === null)
  await expect.poll(isLive).toBe(false)
}

test('Limits are seen at the gateway and in the chat, in streams and errors, by class, endpoint and family', async () => {
  expect(await limits()).toEqual([])
  upstream.enqueue(answer([...limitHeaders(900), ...limitHeaders(70, 'fast')]))
  await call()
  const first = await group('sonnet-5')
  expect(first).toMatchObject({
    upstream: 'anthropic',
    key: 'environment',
    retryAt: null,
    limits: [
      { family: 'ratelimit', kind: 'output-tokens', limit: 1000, remaining: 900 },
      { family: 'fast', kind: 'output-tokens', remaining: 70 },
    ],
  })
  expect(first?.limits[0]?.resetsAt).toBe(MINUTE.getTime())
  // An answer without the headers of fast mode leaves them as they were.
  upstream.enqueue(stream(encodeEvents(textEvents(3)), { headers: limitHeaders(800) }))
  await call({ stream: true })
  expect((await group('sonnet-5'))?.limits.map(({ remaining }) => remaining)).toEqual([800, 70])
  upstream.enqueue(failure(429, 'rate_limit_error', [['retry-after', '30']]))
  await call()
  const waiting = await group('sonnet-5')
  expect(waiting?.retryAt).toBeGreaterThan(Date.now() + 25_000)
  expect(waiting?.limits).toHaveLength(2)
  upstream.enqueue(json({ input_tokens: 1 }, { headers: limitHeaders(5, 'ratelimit', 'requests') }))
  await call({}, '/v1/messages/count_tokens')
  expect((await group('count_tokens'))?.limits).toMatchObject([{ kind: 'requests', remaining: 5 }])
  // A chat's failed attempt tells too, and its success ends the wait.
  upstream.enqueue(
    failure(529, 'overloaded_error', limitHeaders(400)),
    stream(encodeEvents(textEvents(3)), { headers: limitHeaders(300) }),
  )
  const turn = newTurn('From a screen')
  turn.settings.model = MODEL
  const client = createParleyClient(parley.url)
  await client.start(turn)
  await expect.poll(async () => (await group('sonnet-5'))?.limits[0]?.remaining).toBe(400)
  await fetch(`${parley.url}/api/runs/${turn.id}/try-now`, {
    method: 'POST',
    headers: { origin: parley.url },
  })
  await client.ended([turn.id])
  expect(await group('sonnet-5')).toMatchObject({ retryAt: null, limits: [{ remaining: 300 }, {}] })
})

test('A tab is told of limits as they change, a few times however many calls there are', async () => {
  const leave = new AbortController()
  const response = await fetch(`${parley.url}/api/live`, { signal: leave.signal })
  const reader = createSseReader()
  const told: Extract<LiveEvent, { type: 'limits' }>[] = []
  const model = 'claude-haiku-5-5'
  upstream.setDefault(() => answer(limitHeaders(upstream.requests.length), model))
  // The forty come back in any order; the one after them is the last that is told.
  const askAll = async () => {
    await Promise.all(Array.from({ length: 40 }, () => call({ model })))
    upstream.enqueue(answer(limitHeaders(999), model))
    await call({ model })
  }
  try {
    for await (const bytes of response.body ?? []) {
      for (const { data } of reader.push(bytes)) {
        const event: LiveEvent = JSON.parse(data)
        if (event.type === 'hello') void askAll()
        if (event.type === 'limits') told.push(event)
      }
      const groups = told.flatMap((event) => event.groups)
      if (groups.some(({ limits }) => limits[0]?.remaining === 999)) break
    }
  } finally {
    leave.abort()
  }
  expect(told.length).toBeLessThan(20)
  expect(told.flatMap((event) => event.groups.map(({ subject }) => subject.name))).toContain(
    'haiku-5',
  )
})

test('What was seen is there after a restart', async () => {
  const before = await limits()
  await parley.stop()
  parley = await startParley({ env: upstreamEnv(upstream.url), dataDir })
  expect(await limits()).toEqual(before)
})

test('Metrics are for who has a gateway key, and cost none of its calls', async () => {
  const status = async (headers: Record<string, string>) =>
    (await fetch(`${parley.url}/api/metrics`, { headers })).status
  expect([await status({}), await status({ authorization: 'Bearer wrong' })]).toEqual([401, 401])
  expect(await status({ 'x-api-key': parley.gatewayKey })).toBe(200)
  const made = await fetch(`${parley.url}/api/gateway-keys`, {
    method: 'POST',
    headers: { origin: parley.url, 'content-type': 'application/json' },
    body: JSON.stringify({ name: `scraper ${newId()}`, requestsPerMinute: 1 }),
  })
  const { key } = (await made.json()) as { key: string }
  const authorization = `Bearer ${key}`
  for (let i = 0; i < 5; i++) expect(await status({ authorization })).toBe(200)
  upstream.setDefault(answer([]))
  expect((await call({}, '/v1/messages', { 'x-api-key': key })).status).toBe(200)
  expect((await call({}, '/v1/messages', { 'x-api-key': key })).status).toBe(429)
})

test('Metrics and usage agree with what the upstream gave', async () => {
  await allEnded()
  const before = await metrics()
  const since = Date.now()
  const usage = {
    input_tokens: 100,
    cache_read_input_tokens: 20,
    cache_creation_input_tokens: 0,
    output_tokens: 30,
  }
  const message = { ...messageOf(textEvents(3, MODEL)), usage }
  const model = 'claude-opus-5-5'
  upstream.enqueue(
    json({ ...message, model }, { headers: limitHeaders(123) }),
    json({ ...message, model: 'unpriced' }),
    failure(400, 'invalid_request_error'),
  )
  const cached = { 'x-parley-cache': '60' }
  const kept = async () => (await get<KeptAnswers>('/api/kept-answers')).answers
  const keptBefore = await kept()
  await call({ model }, '/v1/messages', cached)
  await expect.poll(kept).toBe(keptBefore + 1)
  const again = await call({ model }, '/v1/messages', cached)
  expect(again.headers['x-parley-cache']).toBe('hit')
  await call({ model: 'unpriced' })
  await call({ model })
  await call({}, '/v1/nothing')
  await allEnded()
  // A run is live until the server knows that its end is stored.
  const atWork = async () => {
    const now = await metrics()
    return [now.get('parley_live_runs'), now.get('parley_gateway_open_calls')]
  }
  await expect.poll(atWork).toEqual([0, 0])
  const after = await metrics()
  const grown = (series: string) => (after.get(series) ?? 0) - (before.get(series) ?? 0)
  const of = (name: string) => `upstream="anthropic",model="${name}"`
  const ended = (status: string, name = model) =>
    grown(`parley_runs_total{${of(name)},source="gateway",status="${status}"}`)
  expect([ended('complete'), ended('failed'), ended('complete', 'unpriced')]).toEqual([2, 1, 1])
  const tokens = (kind: string, name = model) =>
    grown(`parley_tokens_total{${of(name)},kind="${kind}"}`)
  expect([tokens('input'), tokens('cache_read'), tokens('output')]).toEqual([100, 20, 30])
  expect(tokens('cache_write')).toBe(0)
  expect(grown(`parley_runs_of_unknown_cost_total{${of('unpriced')}}`)).toBe(1)
  expect(grown(`parley_run_duration_seconds_count{${of(model)}}`)).toBe(2)
  expect(grown('parley_response_cache_total{result="hit"}')).toBe(1)
  expect(grown('parley_response_cache_total{result="miss"}')).toBe(1)
  expect(grown('parley_gateway_refusals_total{status="404"}')).toBe(1)
  const limit = '{upstream="anthropic",key="environment",class="opus-5",kind="output-tokens"}'
  expect(after.get(`parley_limit${limit}`)).toBe(1000)
  expect(after.get(`parley_limit_remaining${limit}`)).toBe(123)
  expect(after.get(`parley_limit_reset_timestamp_seconds${limit}`)).toBe(MINUTE.getTime() / 1000)
  expect(after.get('process_cpu_seconds_total')).toBeGreaterThan(0)

  const span = `since=${since}&until=${Date.now() + 1000}&zone=Asia/Shanghai`
  const { rows } = await get<Usage>(`/api/usage?${span}&by=model`)
  const opus = sumUsage(rows.filter(({ name }) => name === model))
  expect(opus).toMatchObject({ runs: 3, errors: 1, input: 100, cacheRead: 20, output: 30 })
  const cost = grown(`parley_cost_usd_total{${of(model)}}`)
  expect(cost).toBeGreaterThan(0)
  expect(opus.cost).toBeCloseTo(cost, 12)
  expect(sumUsage(rows).unknown).toBe(1)
  for (const by of ['day', 'key', 'source', 'upstream']) {
    const other = await get<Usage>(`/api/usage?${span}&by=${by}`)
    expect([by, sumUsage(other.rows)]).toEqual([by, sumUsage(rows)])
  }
  expect((await fetch(`${parley.url}/api/usage?since=1`)).status).toBe(400)
})
