import { join } from 'node:path'
import Database from 'libsql'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { LiveEvent } from '@/lib/domain/live'
import type { RawRun } from '@/lib/domain/raw-run'
import type { RunOverview, RunPage, RunSummary } from '@/lib/domain/run-list'
import { createSseReader } from '@/lib/wire/sse'
import { type FakeUpstream, startFakeUpstream } from '../harness/fake-upstream'
import { createParleyClient, newTurn, upstreamEnv } from '../harness/parley-client'
import { send } from '../harness/raw-http'
import { type ParleyServer, startParley } from '../harness/server'
import { encodeEvents, textEvents } from '../harness/upstream/answers'
import { createGate } from '../harness/upstream/gate'
import { failure, stream } from '../harness/upstream/script'

const MODEL = 'claude-sonnet-5-5'

let upstream: FakeUpstream
let parley: ParleyServer
beforeAll(async () => {
  upstream = await startFakeUpstream()
  parley = await startParley({ env: upstreamEnv(upstream.url) })
})
afterAll(async () => {
  await parley.stop()
  await upstream.close()
})
beforeEach(() => upstream.reset())

function call(text: string, over: Record<string, unknown> = {}) {
  const body = { model: MODEL, max_tokens: 9, messages: [{ role: 'user', content: text }], ...over }
  return send(`${parley.url}/v1/messages`, {
    body: JSON.stringify(body),
    headers: { 'x-api-key': parley.gatewayKey, 'anthropic-version': '2023-06-01' },
  })
}

async function get<T>(path: string): Promise<T> {
  const answer = await fetch(parley.url + path)
  if (!answer.ok) throw new Error(`${answer.status}: ${await answer.text()}`)
  return await answer.json()
}
const list = (query = '') => get<RunPage>(`/api/runs?${query}`)

/** Resolves with the rows when so many have ended. */
async function ended(query: string, count: number): Promise<RunSummary[]> {
  const runs = async () => (await list(query)).runs.filter(({ endedAt }) => endedAt !== null)
  await expect.poll(async () => (await runs()).length).toBe(count)
  return runs()
}

/** Listens until `isEnough`; answers all that was told. */
async function listen(
  query: string,
  isEnough: (told: readonly LiveEvent[]) => boolean,
  onHello: () => void,
): Promise<LiveEvent[]> {
  const leave = new AbortController()
  const response = await fetch(`${parley.url}/api/live?${query}`, { signal: leave.signal })
  const reader = createSseReader()
  const told: LiveEvent[] = []
  try {
    for await (const bytes of response.body ?? []) {
      for (const { data } of reader.push(bytes)) {
        const event: LiveEvent = JSON.parse(data)
        told.push(event)
        if (event.type === 'hello') onHello()
      }
      if (isEnough(told)) return told
    }
  } finally {
    leave.abort()
  }
  return told
}

const feedOf = (told: readonly LiveEvent[]) =>
  told.flatMap((event) => (event.type === 'feed' ? event.runs : []))

test('Runs of the chat and of programs stand in one list, and each filter has those that it names', async () => {
  await createParleyClient(parley.url).start(newTurn('From a screen'))
  await call('From a program')
  upstream.enqueue(failure(529, 'overloaded_error'))
  await call('Refused', { model: 'model-of-failure' })
  const [failed, program, chat] = await ended('', 3)
  expect([failed?.source, program?.source, chat?.source]).toEqual(['gateway', 'gateway', 'chat'])
  expect(program).toMatchObject({ model: MODEL, status: 'complete', stopReason: 'end_turn' })
  expect(program?.promptTokens).toBeGreaterThan(0)
  expect(program?.cost).toBeGreaterThan(0)
  expect(failed).toMatchObject({ status: 'failed', httpStatus: 529, cost: 0 })
  for (const [query, found] of [
    ['source=chat', [chat?.id]],
    ['status=529', [failed?.id]],
    ['status=failed&upstream=anthropic', [failed?.id]],
    [`model=${MODEL}&status=done`, [program?.id]],
    ['minCost=0.0000001', [program?.id]],
    [`q=${program?.id.slice(-8)}`, [program?.id]],
    [`since=${Date.now() + 1000}`, []],
    ['key=nobody', []],
  ] as const) {
    expect([query, (await list(query)).runs.map(({ id }) => id)]).toEqual([query, found])
  }
  const { count, facets } = await get<RunOverview>('/api/runs/overview?since=0')
  expect(count).toBe(3)
  expect(facets).toMatchObject({ sources: ['chat', 'gateway'], statuses: [529] })
  expect(facets.models).toContain('model-of-failure')
  for (const wrong of ['status=lost', 'limit=0', 'cursor=1', 'unknown=1', 'since=soon']) {
    expect([wrong, (await fetch(`${parley.url}/api/runs?${wrong}`)).status]).toEqual([wrong, 400])
  }
})

test('Pages follow each other without loss or doubling while runs arrive', async () => {
  const model = 'paged'
  for (let i = 0; i < 5; i++) await call(`${i}`, { model })
  const before = (await ended('model=paged', 5)).map(({ id }) => id)
  const seen: string[] = []
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: RunPage = await list(`model=${model}&limit=2${cursor && `&cursor=${cursor}`}`)
    seen.push(...page.runs.map(({ id }) => id))
    cursor = page.nextCursor
    await call('new', { model })
  }
  expect(seen).toEqual(before)
})

test('The feed tells of a run of any source from its beginning to what it cost; without it a tab hears nothing', async () => {
  const gate = createGate()
  upstream.enqueue(stream(encodeEvents(textEvents(3, 'claude-haiku-5-5')), { gate }))
  let deaf: Promise<LiveEvent[]> = Promise.resolve([])
  // Of its own model, because the last test's may still be told of.
  const asked = { model: 'claude-haiku-5-5', stream: true }
  const tellsOf = (events: readonly LiveEvent[]) =>
    feedOf(events).filter(({ model }) => model === asked.model)
  const told = await listen(
    'feed=1',
    (events) => {
      const last = tellsOf(events).at(-1)
      if (last?.status === 'streaming') gate.open()
      return last?.endedAt != null
    },
    () => {
      deaf = listen(
        '',
        (events) => events.some(({ type }) => type === 'settings'),
        () => void call('Told', asked).then(() => gate.open()),
      )
      void gate.release()
    },
  )
  const rows = tellsOf(told)
  expect(new Set(rows.map(({ id }) => id)).size).toBe(1)
  expect(rows[0]).toMatchObject({ source: 'gateway', cost: null, endedAt: null })
  expect(rows.at(-1)).toMatchObject({ status: 'complete', cost: expect.any(Number) })
  await patchPrices({ 'some-model': PRICE })
  expect(feedOf(await deaf)).toEqual([])
})

test('A hundred runs at once are told in a few notices, and the rest is to be read', async () => {
  const told = await listen(
    'feed=1',
    (events) => feedOf(events).filter(({ endedAt }) => endedAt !== null).length >= 50,
    () => {
      for (let i = 0; i < 100; i++) void call(`${i}`, { model: 'many' })
    },
  )
  const notices = told.filter(({ type }) => type === 'feed')
  expect(notices.every((event) => event.type === 'feed' && event.runs.length <= 50)).toBe(true)
  expect(notices.length).toBeLessThan(40)
})

const PRICE = { asOf: '2026-11-01', input: 1000, output: 1000, cacheRead: null }

async function patchPrices(prices: Record<string, typeof PRICE | null>): Promise<void> {
  await fetch(`${parley.url}/api/settings`, {
    method: 'PATCH',
    headers: { origin: parley.url, 'content-type': 'application/json' },
    body: JSON.stringify({ prices }),
  })
}

test('A price that is entered is the price of the runs before it and of those after it', async () => {
  const model = 'priced-here'
  await call('Before', { model })
  const [before] = await ended(`model=${model}`, 1)
  expect(before?.cost).toBe(null)
  await patchPrices({ [model]: PRICE })
  const costs = async () => (await list(`model=${model}`)).runs.map(({ cost }) => cost)
  await expect.poll(costs).toEqual([expect.any(Number)])
  await call('Before', { model })
  await ended(`model=${model}`, 2)
  const [after, was] = await costs()
  expect(after).toBe(was)
  await patchPrices({ [model]: null })
  await expect.poll(costs).toEqual([null, null])
})

test('Of a huge request the screen gets the beginning, and a file has all of it', async () => {
  const text = `试${'x'.repeat(2_100_000)}`
  await call(text, { model: 'huge' })
  const [run] = await ended('model=huge', 1)
  const { request } = await get<RawRun>(`/api/runs/${run?.id}/raw`)
  const file = await fetch(`${parley.url}/api/runs/${run?.id}/body`)
  expect(request).toMatchObject({ isWhole: false, bodySize: expect.any(Number) })
  expect(request.body?.length).toBe(2_000_000)
  expect(file.headers.get('content-disposition')).toContain(`run-${run?.id}.json`)
  const whole = await file.text()
  expect(new TextEncoder().encode(whole).length).toBe(request.bodySize)
  expect(JSON.parse(whole).messages[0].content === text).toBe(true)
})

test('A run whose body and events are not kept says so, and its headers and figures stay', async () => {
  await call('Forget this', { model: 'forgotten' })
  const [run] = await ended('model=forgotten', 1)
  const database = new Database(join(parley.dataDir, 'parley.db'), { timeout: 5000 })
  database.prepare('UPDATE runs SET request_body = NULL WHERE id = ?').run(run?.id)
  database.prepare('DELETE FROM run_logs WHERE run_id = ?').run(run?.id)
  database.close()
  const raw = await get<RawRun>(`/api/runs/${run?.id}/raw`)
  expect(raw.request).toMatchObject({ body: null, bodySize: null })
  expect(raw.response).toMatchObject({ status: 200, isKept: false, pieces: [] })
  expect((await fetch(`${parley.url}/api/runs/${run?.id}/body`)).status).toBe(404)
  expect((await list('model=forgotten')).runs).toEqual([run])
})
