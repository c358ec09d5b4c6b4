import { once } from 'node:events'
import { appendFile, readFile, rm } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type Anthropic from '@anthropic-ai/sdk'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ServedSandbox, serveSandbox } from '../served-sandbox'

const DAY = 24 * 3_600_000
const SONNET_4 = 'claude-sonnet-4-20250514'
const clock = { now: Date.UTC(2026, 10, 22) }
const dir = join(tmpdir(), `parley-batches-${process.pid}`)

let sandbox: ServedSandbox
beforeAll(async () => {
  sandbox = await serveSandbox({ dir, now: () => clock.now })
})
afterAll(async () => {
  await sandbox.close()
  await rm(dir, { recursive: true, force: true })
})

/** A row that says `text`. */
function row(custom_id: string, text = 'Hello', change: object = {}) {
  const messages = [{ role: 'user' as const, content: text }]
  return { custom_id, params: { model: SONNET_4, max_tokens: 100, messages, ...change } }
}

type Row = ReturnType<typeof row>

const create = (...requests: Row[]) => sandbox.current.messages.batches.create({ requests })

async function ended(id: string, at: Pick<ServedSandbox, 'current'> = sandbox) {
  for (;;) {
    const batch = await at.current.messages.batches.retrieve(id)
    if (batch.processing_status === 'ended') return batch
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

/** The results by `custom_id`; one that comes twice fails. */
async function resultsOf(id: string, { current }: Pick<ServedSandbox, 'current'> = sandbox) {
  const found = new Map<string, Anthropic.Messages.MessageBatchResult>()
  for await (const { custom_id, result } of await current.messages.batches.results(id)) {
    expect(found.has(custom_id)).toBe(false)
    found.set(custom_id, result)
  }
  return found
}

const typesOf = async (id: string, at: Pick<ServedSandbox, 'current'> = sandbox) =>
  Object.fromEntries(
    [...(await resultsOf(id, at))].map(([custom_id, { type }]) => [custom_id, type]),
  )

describe('a batch', () => {
  it('Item 70: of a good, an invalid and a refused row ends with matching counts and results by custom_id', async () => {
    const batch = await create(
      row('good', '[[tokens=5]]'),
      row('invalid', 'Hello', { max_tokens: 10_000_000 }),
      row('refused', '[[refusal=cyber]] Hello'),
    )
    expect(batch).toEqual({
      id: expect.stringMatching(/^msgbatch_01/),
      type: 'message_batch',
      processing_status: 'in_progress',
      request_counts: { processing: 3, succeeded: 0, errored: 0, canceled: 0, expired: 0 },
      created_at: '2026-11-22T00:00:00.000Z',
      expires_at: '2026-11-23T00:00:00.000Z',
      ended_at: null,
      cancel_initiated_at: null,
      archived_at: null,
      results_url: null,
    })
    expect(await ended(batch.id)).toEqual({
      ...batch,
      processing_status: 'ended',
      request_counts: { processing: 0, succeeded: 2, errored: 1, canceled: 0, expired: 0 },
      ended_at: '2026-11-22T00:00:00.000Z',
      results_url: `${sandbox.baseURL}/v1/messages/batches/${batch.id}/results`,
    })
    const results = await resultsOf(batch.id)
    expect(results.get('good')).toMatchObject({
      type: 'succeeded',
      message: { type: 'message', stop_reason: 'end_turn', usage: { service_tier: 'batch' } },
    })
    expect(results.get('invalid')).toMatchObject({
      type: 'errored',
      error: {
        type: 'error',
        error: { type: 'invalid_request_error', message: expect.stringMatching(/^max_tokens: /) },
        request_id: expect.stringMatching(/^req_/),
      },
    })
    expect(results.get('refused')).toMatchObject({
      type: 'succeeded',
      message: { stop_reason: 'refusal', stop_details: { category: 'cyber' } },
    })
  })

  it('Item 70: is created, listed, retrieved, read, canceled and deleted with an older SDK', async () => {
    const { batches } = sandbox.classic.messages
    const { id } = await batches.create({ requests: [row('a'), row('b')] })
    await ended(id)
    const found = await batches.retrieve(id)
    expect((await batches.list({ limit: 1 })).data).toEqual([found])
    const ids: string[] = []
    for await (const { custom_id } of await batches.results(id)) ids.push(custom_id)
    expect(ids.sort()).toEqual(['a', 'b'])
    await expect(batches.cancel(id)).rejects.toMatchObject({ status: 400 })
    expect(await batches.delete(id)).toEqual({ id, type: 'message_batch_deleted' })
  })

  it('Item 70: has its results_url at the host that the client called', async () => {
    const { id } = await create(row('a'))
    await ended(id)
    const headers = { host: 'box.test:99', 'anthropic-version': '2026-10-21' }
    const call = request(`${sandbox.baseURL}/v1/messages/batches/${id}`, { headers }).end()
    const [answer] = await once(call, 'response')
    const text = Buffer.concat(await answer.toArray()).toString()
    expect(JSON.parse(text).results_url).toBe(
      `http://box.test:99/v1/messages/batches/${id}/results`,
    )
  })

  it('has its results as lines of JSON', async () => {
    const { id } = await create(row('a', 'One\nline \u2028 and another'), row('b'))
    const { results_url } = await ended(id)
    const answer = await fetch(results_url ?? '', {
      headers: { 'anthropic-version': '2026-10-21' },
    })
    const lines = (await answer.text()).split('\n')
    expect(answer.headers.get('content-type')).toBe('application/x-jsonl')
    expect(lines.pop()).toBe('')
    expect(lines.map((line) => JSON.parse(line).custom_id).sort()).toEqual(['a', 'b'])
  })

  it('judges its rows by the version and betas of the call that created it', async () => {
    const warm = row('warm', 'Hello', { temperature: 0.7 })
    const old = await sandbox.classic.messages.batches.create({ requests: [warm] })
    const current = await create(warm)
    await Promise.all([ended(old.id), ended(current.id)])
    expect(await typesOf(old.id)).toEqual({ warm: 'succeeded' })
    expect(await typesOf(current.id)).toEqual({ warm: 'errored' })
  })

  it.each([
    ['stream', { stream: true }],
    ['speed', { speed: 'fast' }],
    ['max_tokens', { max_tokens: 0 }],
    ['thread', { thread: {} }],
    ['messages', { messages: undefined }],
    ['model', { model: 'claude-nobody' }],
  ])('gives a row an error that names its %s', async (field, change) => {
    const { id } = await create(row('bad', 'Hello', change), row('good'))
    const { request_counts } = await ended(id)
    expect([request_counts.errored, request_counts.succeeded]).toEqual([1, 1])
    expect((await resultsOf(id)).get('bad')).toMatchObject({
      error: { error: { message: expect.stringMatching(new RegExp(`^${field}: `)) } },
    })
  })

  it.each([
    ['[[error=529]] Hello', 'overloaded_error'],
    ['[[tokens=20]] [[error=500 after=5]]', 'api_error'],
    ['[[tokens=20]] [[cut after=5]]', 'api_error'],
  ])('gives a row that says %s an error of type %s', async (text, type) => {
    const { id } = await create(row('struck', text))
    await ended(id)
    expect((await resultsOf(id)).get('struck')).toMatchObject({
      type: 'errored',
      error: { error: { type } },
    })
  })

  it('of 300 rows has a result for each', async () => {
    const rows = Array.from({ length: 300 }, (_, at) => row(`row-${at}`, '[[tokens=1]]'))
    const { id } = await create(...rows)
    expect((await ended(id)).request_counts.succeeded).toBe(300)
    expect((await resultsOf(id)).size).toBe(300)
  })
})

describe('a new batch', () => {
  it.each([
    [{}, 'requests: Field required'],
    [{ requests: [] }, 'requests: List should have at least 1 items'],
    [{ requests: [row('a'), { custom_id: 'b' }] }, 'requests.1.params: Field required'],
    [{ requests: [{ params: {} }] }, 'requests.0.custom_id: Field required'],
    [
      { requests: [row('a'), row('b'), row('c'), row('b')] },
      'requests.3.custom_id: must be unique',
    ],
    [{ requests: [row('')] }, 'requests.0.custom_id: String should match pattern'],
    [{ requests: [row('a b')] }, 'requests.0.custom_id: String should match pattern'],
    [{ requests: [row('x'.repeat(65))] }, 'requests.0.custom_id: String should match pattern'],
    [{ requests: [{ ...row('a'), more: 1 }] }, 'requests.0.more: Extra inputs are not permitted'],
    [
      { requests: Array.from({ length: 100_001 }, () => 0) },
      'requests: List should have at most 100000 items',
    ],
  ])('Item 71: answers 400 to a wrong one and names the place (%#)', async (body, message) => {
    const answer = await sandbox.post(body, {}, '/v1/messages/batches')
    const { error } = await answer.json()
    expect([answer.status, error.message]).toEqual([400, expect.stringContaining(message)])
  })
})

describe('a list of batches', () => {
  it('holds every batch once, the newest first, over pages of any size', async () => {
    const made: string[] = []
    for (let at = 0; at < 5; at++) made.unshift((await create(row('a'))).id)
    for (const limit of [1, 2, 1000]) {
      const listed: string[] = []
      for await (const { id } of sandbox.current.messages.batches.list({ limit })) listed.push(id)
      expect(listed.slice(0, 5)).toEqual(made)
      expect(new Set(listed).size).toBe(listed.length)
    }
    const page = await sandbox.current.messages.batches.list({
      limit: 2,
      before_id: made[3] as string,
    })
    expect(page.data.map(({ id }) => id)).toEqual(made.slice(1, 3))
  })
})

/** Never ends by itself. */
const STALLED = '[[tokens=20]] [[stall after=5]]'

/** A batch whose row `done` is done and whose row `stalled` will not be. */
async function createStalled() {
  const { id } = await create(row('stalled', STALLED), row('done'))
  await lines(id, 1)
  return id
}

/** The lines of its results as they are on the disk, once there are so many. */
async function lines(id: string, count: number, at = dir): Promise<string[]> {
  for (;;) {
    const text = await readFile(join(at, 'batches', id, 'results.jsonl'), 'utf8').catch(() => '')
    const found = text.split('\n').slice(0, -1)
    if (found.length >= count) return found
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

describe('the end of a batch', () => {
  it('Item 71: cancel makes it canceling, then ended, with the results that there were', async () => {
    const { batches } = sandbox.current.messages
    const id = await createStalled()
    const canceling = await batches.cancel(id)
    expect(canceling).toMatchObject({
      processing_status: 'canceling',
      request_counts: { processing: 2 },
      cancel_initiated_at: canceling.created_at,
      results_url: null,
    })
    expect((await ended(id)).request_counts).toEqual({
      processing: 0,
      succeeded: 1,
      errored: 0,
      canceled: 1,
      expired: 0,
    })
    expect(await typesOf(id)).toEqual({ stalled: 'canceled', done: 'succeeded' })
    await expect(batches.cancel(id)).rejects.toMatchObject({ status: 400 })
  })

  it('Item 71: it cannot be deleted or read before it has ended', async () => {
    const { batches } = sandbox.current.messages
    const id = await createStalled()
    await expect(batches.delete(id)).rejects.toMatchObject({ status: 400 })
    const early = await sandbox.get(`/v1/messages/batches/${id}/results`)
    expect(early.status).toBe(400)
    await batches.cancel(id)
    await ended(id)
    await batches.delete(id)
    await expect(batches.retrieve(id)).rejects.toMatchObject({ status: 404 })
    await expect(batches.delete(id)).rejects.toMatchObject({ status: 404 })
    expect((await sandbox.get(`/v1/messages/batches/${id}/results`)).status).toBe(404)
  })

  it('a row without a result after 24 hours is expired; after 29 days the results are archived', async () => {
    const { batches } = sandbox.current.messages
    const id = await createStalled()
    clock.now += DAY - 1
    expect((await batches.retrieve(id)).processing_status).toBe('in_progress')
    clock.now += 1
    const batch = await batches.retrieve(id)
    expect([batch.processing_status, batch.ended_at]).toEqual(['ended', batch.expires_at])
    expect(batch.request_counts).toMatchObject({ succeeded: 1, expired: 1 })
    expect(await typesOf(id)).toEqual({ stalled: 'expired', done: 'succeeded' })
    clock.now += 28 * DAY - 1
    expect((await batches.retrieve(id)).archived_at).toBeNull()
    clock.now += 1
    const archived = await batches.retrieve(id)
    expect(archived).toEqual({
      ...batch,
      archived_at: new Date(clock.now).toISOString(),
      results_url: null,
    })
    expect((await sandbox.get(`/v1/messages/batches/${id}/results`)).status).toBe(404)
    expect((await batches.delete(id)).id).toBe(id)
  })
})

describe('a sandbox that starts again', () => {
  const kept = join(tmpdir(), `parley-batches-again-${process.pid}`)
  afterAll(() => rm(kept, { recursive: true, force: true }))
  const rows = Array.from({ length: 8 }, (_, at) => row(`row-${at}`))
  const custom_ids = rows.map(({ custom_id }) => custom_id)

  /** A batch that was left with some rows done, and what they were. */
  async function leave() {
    const first = await serveSandbox({ dir: kept, tps: 2000 })
    const { id } = await first.current.messages.batches.create({ requests: rows })
    await lines(id, 3, kept)
    await first.close()
    const done = await lines(id, 3, kept)
    expect(done.length).toBeLessThan(rows.length)
    return { id, done }
  }

  it('goes on with its batches at once, and each row has one result', async () => {
    const { id, done } = await leave()
    const second = await serveSandbox({ dir: kept })
    // Before anybody asks.
    const all = await lines(id, rows.length, kept)
    expect(all.slice(0, done.length)).toEqual(done)
    expect((await ended(id, second)).request_counts.succeeded).toBe(rows.length)
    expect([...(await resultsOf(id, second)).keys()].sort()).toEqual(custom_ids)
    await second.close()
  })

  it('does a row again whose result was cut by a kill', async () => {
    const { id, done } = await leave()
    await appendFile(
      join(kept, 'batches', id, 'results.jsonl'),
      '{"custom_id":"row-7","result":{"ty',
    )
    const second = await serveSandbox({ dir: kept })
    expect((await ended(id, second)).request_counts.succeeded).toBe(rows.length)
    expect([...(await resultsOf(id, second)).keys()].sort()).toEqual(custom_ids)
    expect((await lines(id, rows.length, kept)).slice(0, done.length)).toEqual(done)
    await second.close()
  })
})
