import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type FakeUpstream, refusedUrl, startFakeUpstream } from '../harness/fake-upstream'
import { upstreamEnv } from '../harness/parley-client'
import { open, type RawCall, send } from '../harness/raw-http'
import { DOORS, type ParleyServer, startParley } from '../harness/server'
import { storedRuns } from '../harness/stored-runs'
import { json } from '../harness/upstream/script'

describe.each(DOORS)('Through %s', (_door, door) => {
  let upstream: FakeUpstream
  let parley: ParleyServer
  beforeAll(async () => {
    upstream = await startFakeUpstream()
    parley = await startParley({ env: { ...door, ...upstreamEnv(upstream.url) } })
  })
  afterAll(async () => {
    await parley.stop()
    await upstream.close()
  })
  beforeEach(() => upstream.reset())

  const SILENT = { frames: [], refusal: 'silent' } as const

  /** A call with the gateway's key, by default a Messages call that is not streamed. */
  function call(body: string, path = '/v1/messages', to = parley): [string, RawCall] {
    const headers = { 'x-api-key': to.gatewayKey, 'anthropic-version': '2023-06-01' }
    return [to.url + path, { body, headers }]
  }

  /** A request that can be told from all others, of about so many bytes. */
  function request(mark: string, size = 0): string {
    const messages = [{ role: 'user', content: mark + 'x'.repeat(size) }]
    return JSON.stringify({ max_tokens: 9, messages, model: `model-of-${mark}` })
  }

  const stored = (body: string) =>
    storedRuns(parley.dataDir).find(({ request_body }) => request_body === body)

  describe('a gateway call that nothing has answered yet', () => {
    it.each([
      ['small', 0],
      ['of several megabytes', 5_000_000],
    ])('Is a stored run with its model and its request, when that is %s', async (_, size) => {
      upstream.enqueue(SILENT)
      const body = request(`unanswered-${size}`, size)
      const abort = new AbortController()
      const [url, how] = call(body)
      const opening = open(url, { ...how, signal: abort.signal }).catch(() => null)
      await expect.poll(() => stored(body)?.status).toBe('queued')
      expect(stored(body)).toMatchObject({ model: `model-of-unanswered-${size}`, ended_at: null })
      const request_ = await upstream.nthRequest(1)
      expect(request_.body.toString()).toBe(body)
      abort.abort()
      await opening
      await expect.poll(() => stored(body)?.status).toBe('stopped')
    })

    it.each([
      ['is not JSON', 'hello, upstream'],
      ['names no model', '{"max_tokens":9,"messages":[]}'],
      ['names it in another place only', '{"metadata":{"model":"inner"},"messages":["model"]}'],
      ['names something else', '{"model":{"id":"m"}}'],
      ['is empty', ''],
    ])('Is a run all the same when the request %s', async (_, body) => {
      upstream.enqueue(
        json({ type: 'error', error: { type: 'x', message: 'no' } }, { status: 400 }),
      )
      expect((await send(...call(body))).status).toBe(400)
      await expect.poll(() => stored(body)?.status).toBe('failed')
      expect(stored(body)?.model).toBe('')
      expect(upstream.requests[0]?.body.toString()).toBe(body)
    })

    it('Is no run when it only counts tokens or asks for the models', async () => {
      const before = storedRuns(parley.dataDir).length
      upstream.enqueue(json({ input_tokens: 1 }), json({ data: [], has_more: false }))
      await send(...call(request('count'), '/v1/messages/count_tokens'))
      const [url, { headers = {} }] = call('', '/v1/models')
      await send(url, { headers })
      const last = request('after-the-count')
      await send(...call(last))
      await expect.poll(() => stored(last)?.status).toBe('complete')
      expect(storedRuns(parley.dataDir)).toHaveLength(before + 1)
    })
  })

  describe('a gateway call that reaches nobody', () => {
    it.each([
      ['small', 0],
      ['of several megabytes', 5_000_000],
    ])('Is a failed run with its model and its request, when that is %s', async (_, size) => {
      const lonely = await startParley({ env: { ...door, ...upstreamEnv(await refusedUrl()) } })
      const body = request('lonely', size)
      const runs = () => storedRuns(lonely.dataDir)
      try {
        expect((await send(...call(body, '/v1/messages', lonely))).status).toBe(502)
        await expect.poll(() => runs()[0]?.status).toBe('failed')
        expect(runs()[0]?.model).toBe('model-of-lonely')
        expect(runs()[0]?.request_body === body).toBe(true)
      } finally {
        await lonely.stop()
      }
    })
  })
})
