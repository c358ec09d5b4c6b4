import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import Database from 'libsql'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { RunRetry } from '@/lib/domain/run'
import { type FakeUpstream, startFakeUpstream } from '../harness/fake-upstream'
import { upstreamEnv } from '../harness/parley-client'
import { open, type RawCall, send, sendJson } from '../harness/raw-http'
import { DOORS, type ParleyServer, startParley } from '../harness/server'
import { storedAnswer, storedRuns } from '../harness/stored-runs'
import { encodeEvents, textEvents } from '../harness/upstream/answers'
import { failure, json, stream } from '../harness/upstream/script'

const SOON: [string, string][] = [['retry-after-ms', '20']]

/** Gzip of a text, with another text as the name of the file that it was made of (RFC 1952 §2.3.1). */
function gzipNamed(text: string, name: string): Buffer {
  const [head, data] = [gzipSync(text).subarray(0, 10), gzipSync(text).subarray(10)]
  head[3] = 8
  return Buffer.concat([head, Buffer.from(`${name}\0`), data])
}

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

  let count = 0
  /** A Messages body that no other call has. */
  const request = (more: object = {}) => {
    count += 1
    const messages = [{ role: 'user', content: `Call ${count}` }]
    return JSON.stringify({ model: 'claude-opus-5-5', max_tokens: 9, messages, ...more })
  }
  const call = (body: string | Buffer, headers: RawCall['headers'] = {}, path = '/v1/messages') =>
    sendJson(parley.url + path, {
      body,
      headers: { 'x-api-key': parley.gatewayKey, 'anthropic-version': '2023-06-01', ...headers },
    })
  const stored = (body: string) =>
    storedRuns(parley.dataDir).find(({ request_body }) => request_body === body)
  const createKey = async (terms: object) => {
    const answer = await sendJson(`${parley.url}/api/gateway-keys`, {
      body: JSON.stringify({ name: 'test', ...terms }),
      headers: { origin: parley.url, 'content-type': 'application/json' },
    })
    expect(answer.status).toBe(201)
    const { key } = answer.json as { key: string }
    return { 'x-api-key': key }
  }

  describe('a retry', () => {
    it('Item 63: is not made unless it is asked for, nor once an answer has begun', async () => {
      upstream.enqueue(failure(529, 'overloaded_error', SOON))
      expect((await call(request())).status).toBe(529)
      upstream.enqueue(stream(encodeEvents(textEvents(9)), { cut: { atByte: 200, how: 'rst' } }))
      const url = `${parley.url}/v1/messages`
      const headers = { 'x-api-key': parley.gatewayKey, 'x-parley-retry': 'true' }
      const cut = await send(url, { body: request({ stream: true }), headers })
      expect(cut.body.toString()).toContain('event: error')
      expect(upstream.requests).toHaveLength(2)
    })

    it('Is made where a header or a key asks for it, and both client and run are told', async () => {
      const key = await createKey({ retry: true })
      for (const headers of [{ 'x-parley-retry': 'true' }, key]) {
        upstream.reset()
        upstream.enqueue(failure(529, 'overloaded_error', SOON), failure(500, 'api_error', SOON))
        const body = request()
        const answer = await call(body, headers)
        expect(answer.status).toBe(200)
        expect(answer.headers['x-parley-retries']).toBe('2')
        expect(upstream.requests.map((one) => one.body.toString())).toEqual([body, body, body])
        expect(upstream.requests[0]?.headers.map(([name]) => name)).not.toContain('x-parley-retry')
        await expect.poll(() => stored(body)?.status, { timeout: 5000 }).toBe('complete')
        const retries: RunRetry[] = JSON.parse(stored(body)?.retries ?? '[]')
        expect(retries.map(({ httpStatus }) => httpStatus)).toEqual([529, 500])
      }
    })

    it('Ends with the last failure as it came, and tells SDKs to retry no more', async () => {
      upstream.setDefault(failure(529, 'overloaded_error', [...SOON, ['x-should-retry', 'true']]))
      const answer = await call(request(), { 'x-parley-retry': 'true' })
      expect(answer).toMatchObject({ status: 529, json: { error: { type: 'overloaded_error' } } })
      expect(answer.headers['x-should-retry']).toBe('false')
      expect(upstream.requests).toHaveLength(4)
    })

    it('Is not waited for by a client that has left: its run is stopped, and nothing is asked again', async () => {
      upstream.enqueue(failure(529, 'overloaded_error', [['retry-after', '30']]))
      const body = request()
      const leave = new AbortController()
      const headers = { 'x-api-key': parley.gatewayKey, 'x-parley-retry': 'true' }
      const url = `${parley.url}/v1/messages`
      const left = send(url, { body, headers, signal: leave.signal }).catch(() => 'left')
      await expect.poll(() => JSON.parse(stored(body)?.retries ?? '[]')).toHaveLength(1)
      leave.abort()
      expect(await left).toBe('left')
      await expect.poll(() => stored(body)?.status).toBe('stopped')
      expect(upstream.requests).toHaveLength(1)
    })

    it('Is never made for what cannot pass: a spend cap, a wait of over a minute, a refusal', async () => {
      const details = { error_code: 'enforced_spend_limit_reached' }
      const cap = { type: 'error', error: { type: 'rate_limit_error', message: 'm', details } }
      const finals = [
        json(cap, { status: 429 }),
        json(cap, { status: 429, isGzip: true }),
        failure(429, 'rate_limit_error', [['retry-after', '61']]),
        failure(500, 'api_error', [['x-should-retry', 'false']]),
        failure(400, 'invalid_request_error'),
      ]
      for (const [i, script] of finals.entries()) {
        upstream.enqueue(script)
        const url = `${parley.url}/v1/messages`
        const headers = { 'x-api-key': parley.gatewayKey, 'x-parley-retry': 'true' }
        expect((await send(url, { body: request(), headers })).status).toBe(script.status)
        expect(upstream.requests).toHaveLength(i + 1)
      }
    })
  })

  describe('an error that is kept back', () => {
    const RETRYING = { 'x-parley-retry': 'true', connection: 'keep-alive' }

    it.each([
      ['upstream cuts', 'x'.repeat(500), { atByte: 100, how: 'fin' as const }],
      ['is longer than what is held', 'x'.repeat(1_100_000), undefined],
    ])('Breaks off for the client, too, where it %s', async (_, text, cut) => {
      const headers: [string, string][] = [['content-length', String(text.length)]]
      const body = request()
      upstream.enqueue({ status: 400, frames: [text], headers, ...(cut && { cut }) })
      const signal = AbortSignal.timeout(5000)
      // On a connection that goes on the client would wait for the rest.
      const own = { ...RETRYING, 'x-api-key': parley.gatewayKey }
      const asking = send(`${parley.url}/v1/messages`, { body, headers: own, signal })
      await expect(asking).rejects.toMatchObject({ code: 'ECONNRESET' })
      expect(upstream.requests).toHaveLength(1)
    })
  })

  describe('a fallback', () => {
    it('Is told of in ASCII, whatever its model is called', async () => {
      upstream.enqueue(failure(529, 'overloaded_error'))
      const key = await createKey({ fallback: [{ upstream: null, model: '模型\ud800' }] })
      const answer = await call(request(), key)
      expect(answer.status).toBe(200)
      const place = 'upstream=anthropic;model=%E6%A8%A1%E5%9E%8B%EF%BF%BD'
      expect(answer.headers['x-parley-served-by']).toBe(place)
    })

    it('Asks another model with the same body but for that name, and says so', async () => {
      upstream.enqueue(failure(529, 'overloaded_error'))
      const body =
        '{ "n":9007199254740993, "model" : "claude-opus-5-5","max_tokens":9,"messages":[{"role":"user","content":"Hi"}],"a":1,"a":2}'
      const answer = await call(body, { 'x-parley-fallback': 'model=claude-haiku-5-5' })
      expect(answer.status).toBe(200)
      expect(answer.headers['x-parley-served-by']).toBe('upstream=anthropic;model=claude-haiku-5-5')
      const sent = upstream.requests.map((one) => one.body.toString())
      expect(sent).toEqual([body, body.replace('claude-opus-5-5', 'claude-haiku-5-5')])
      await expect.poll(() => stored(body)?.status, { timeout: 5000 }).toBe('complete')
      expect(stored(body)).toMatchObject({
        ...{ model: 'claude-haiku-5-5', http_status: 200, upstream_key_id: 'environment' },
      })
    })

    it('Asks another upstream, and goes on to the next after that', async () => {
      upstream.setDefault(failure(529, 'overloaded_error'))
      const body = request()
      const places = 'model=claude-sonnet-5-5, upstream=sandbox'
      const answer = await call(body, { 'x-parley-fallback': places })
      expect(answer.status).toBe(200)
      expect(answer.headers['x-parley-served-by']).toBe('upstream=sandbox;model=claude-opus-5-5')
      expect(answer.headers['x-parley-retries']).toBe('2')
      await expect.poll(() => stored(body)?.status, { timeout: 5000 }).toBe('complete')
      expect(stored(body)).toMatchObject({
        ...{ upstream: 'sandbox', is_sandbox: 1, upstream_key_id: null },
      })
    })

    it('Is not made for what is wrong with the request, and stays within what the key allows', async () => {
      upstream.enqueue(failure(400, 'invalid_request_error'))
      const other = { 'x-parley-fallback': 'model=claude-haiku-5-5' }
      expect((await call(request(), other)).status).toBe(400)
      const key = await createKey({ models: ['claude-opus-*'] })
      expect((await call(request(), { ...key, ...other })).status).toBe(403)
      expect(upstream.requests).toHaveLength(1)
      for (const wrong of ['claude-haiku-5-5', 'model=', 'model=a,model=b,model=c,model=d']) {
        expect((await call(request(), { 'x-parley-fallback': wrong })).status).toBe(400)
      }
    })
  })

  describe('a call that Parley refuses', () => {
    it('Is a run of what its program was told, sent nowhere, so many a minute', async () => {
      const key = await createKey({ requestsPerMinute: 1, models: ['claude-haiku-5-5'] })
      const answers = [await call(request(), key)]
      for (let more = 0; more < 40; more++) answers.push(await call(request(), key))
      expect([answers[0]?.status, answers[1]?.status]).toEqual([403, 429])
      await sendJson(`${parley.url}/v1/models`, { headers: key })
      const toldTo = (id: string) => {
        const answer = storedAnswer(parley.dataDir, id)
        return answers.find(({ body }) => body.toString() === answer)
      }
      const kept = () =>
        storedRuns(parley.dataDir)
          .filter(({ error }) => error?.includes('"fault":"refused"'))
          .flatMap((run) => ({ run, told: toldTo(run.id) }))
          .filter(({ told }) => told !== undefined)
      await expect.poll(() => kept().length).toBeGreaterThanOrEqual(30)
      expect(kept().length).toBeLessThan(answers.length)
      for (const { run, told } of kept()) {
        expect(run).toMatchObject({ request_body: null, cost: 0, http_status: told?.status })
        expect(JSON.parse(run.error ?? '')).toMatchObject({
          origin: 'parley',
          httpStatus: told?.status,
          message: expect.stringContaining('"test"'),
        })
        expect(run.request_headers).not.toContain('parley-')
      }
      expect(kept()[0]?.told?.status).toBe(403)
      expect(upstream.requests).toHaveLength(0)
    })

    it('Is one where its body is refused, too, in the shape that its program reads', async () => {
      const messages = [{ role: 'user', content: 'Hi' }]
      const body = JSON.stringify({ model: 'claude-opus-5-5', messages, n: 2 })
      const answer = await call(body, {}, '/v1/chat/completions')
      expect(answer.status).toBe(400)
      const run = () => storedRuns(parley.dataDir).find(({ path }) => path.includes('/chat/'))
      await expect.poll(() => run()?.http_status).toBe(400)
      expect(storedAnswer(parley.dataDir, run()?.id ?? '')).toBe(answer.body.toString())
    })
  })

  describe('the response cache', () => {
    const CACHE = { 'x-parley-cache': '60' }

    it('Gives the very same request its answer again at once, byte for byte, and says so', async () => {
      const body = request({ stream: true })
      const headers = { 'x-api-key': parley.gatewayKey, ...CACHE }
      const ask = () => send(`${parley.url}/v1/messages`, { body, headers })
      const first = await ask()
      expect(first.headers['x-parley-cache']).toBe('miss')
      for (let again = 0; again < 20; again++) {
        const other = request()
        expect((await call(other, CACHE)).headers['x-parley-cache']).toBe('miss')
        expect((await call(other, CACHE)).headers['x-parley-cache']).toBe('hit')
      }
      const before = upstream.requests.length
      const again = await ask()
      expect(again.body.equals(first.body)).toBe(true)
      expect(again.headers['content-type']).toBe(first.headers['content-type'])
      expect(upstream.requests).toHaveLength(before)
      const runs = () => storedRuns(parley.dataDir).filter((run) => run.request_body === body)
      const replayed = () => runs().flatMap(({ replay_of }) => replay_of ?? [])
      await expect.poll(replayed, { timeout: 5000 }).not.toEqual([])
      const answered = runs().filter(({ replay_of }) => replay_of === null)
      expect(answered.map(({ id }) => id)).toContain(replayed()[0])
    })

    it('Asks anew where body, version or betas are others, where nothing asks for it, and when cleared', async () => {
      const body = request()
      await call(body, CACHE)
      expect((await call(body, CACHE)).headers['x-parley-cache']).toBe('hit')
      const others = [
        await call(`${body} `, CACHE),
        await call(body, { ...CACHE, 'anthropic-version': '2026-10-21' }),
        await call(body, { ...CACHE, 'anthropic-beta': 'b' }),
      ]
      for (const { headers } of others) expect(headers['x-parley-cache']).toBe('miss')
      expect((await call(body)).headers['x-parley-cache']).toBeUndefined()
      const own = { origin: parley.url }
      const url = `${parley.url}/api/kept-answers`
      expect((await send(url, { method: 'DELETE', headers: own })).status).toBe(204)
      expect((await sendJson(url)).json).toEqual({ answers: 0, bytes: 0 })
      expect((await call(body, CACHE)).headers['x-parley-cache']).toBe('miss')
    })

    it('Keeps no failure, no answer of a fallback, and nothing that a server tool has a part in', async () => {
      const body = request()
      upstream.enqueue(failure(529, 'overloaded_error'))
      expect((await call(body, CACHE)).status).toBe(529)
      expect((await call(body, CACHE)).headers['x-parley-cache']).toBe('miss')
      upstream.enqueue(failure(529, 'overloaded_error'))
      const other = { ...CACHE, 'x-parley-fallback': 'model=claude-haiku-5-5' }
      const served = request()
      expect((await call(served, other)).headers['x-parley-served-by']).toContain('haiku')
      await expect.poll(() => stored(served)?.status, { timeout: 5000 }).toBe('complete')
      expect((await call(served, CACHE)).headers['x-parley-cache']).toBe('miss')
      const tools = [{ type: 'web_search_20260318', name: 'web_search' }]
      const answer = await call(request({ tools }), CACHE)
      expect(answer.headers['x-parley-cache']).toBe('skip')
    })
  })

  describe('a response cache that fails', () => {
    const CACHE = { 'x-parley-cache': '60' }
    const damage = (query: string) => {
      const database = new Database(join(parley.dataDir, 'parley.db'), { timeout: 5000 })
      database.exec(query)
      database.close()
    }

    it('Is a miss for the call, and leaves none open', async () => {
      const body = request()
      await call(body, CACHE)
      await expect.poll(async () => (await call(body, CACHE)).headers['x-parley-cache']).toBe('hit')
      damage("UPDATE kept_answers SET body = x'00'")
      const answer = await call(body, CACHE)
      expect(answer).toMatchObject({ status: 200, headers: { 'x-parley-cache': 'miss' } })
      const headers = { 'x-api-key': parley.gatewayKey }
      const metrics = await send(`${parley.url}/api/metrics`, { headers })
      expect(metrics.body.toString()).toMatch(/gateway_open_calls 0\n/)
    })
  })

  describe('a key that limits models', () => {
    it('Lets those pass and refuses every other way to name a model, compressed and in batches too', async () => {
      const key = await createKey({ models: ['claude-haiku-*'] })
      const good =
        '{"model":"claude-haiku-5-5","max_tokens":9,"messages":[{"role":"user","content":"Hi"}]}'
      expect((await call(good, key)).status).toBe(200)
      expect(upstream.requests[0]?.body.toString()).toBe(good)
      const zip = { ...key, 'content-encoding': 'gzip' }
      expect((await call(gzipSync(good), zip)).status).not.toBe(403)
      upstream.reset()
      const bad = good.replace('haiku', 'opus')
      const row = { custom_id: 'a', params: JSON.parse(bad) }
      const answers = [
        await call(bad, key),
        await call(gzipSync(bad), zip),
        // Text to who goes by the first field, and another text to who unpacks it.
        await call(gzipNamed(bad, good), { ...key, 'content-encoding': ['identity', 'gzip'] }),
        await call(good.replace('"max', '"mod\\u0065l":"claude-opus-5-5","max'), key),
        await call(good.replace('"max', `"model"${' '.repeat(3000)}:"claude-opus-5-5","max`), key),
        await call(good.replace('"max', '"fallbacks":[{"model":"claude-opus-5-5"}],"max'), key),
        await call('{"max_tokens":9,"messages":[]}', key),
        await call(bad, key, '/v1/messages/count_tokens'),
        await call(bad, key, '/v1/chat/completions'),
        await call(JSON.stringify({ requests: [row] }), key, '/v1/messages/batches'),
      ]
      const statuses = answers.map(({ status }) => status)
      expect(statuses).toEqual([403, 403, 400, ...statuses.slice(3).map(() => 403)])
      expect(upstream.requests).toHaveLength(0)
    })

    it('Does not unpack more than a request may have', async () => {
      const key = await createKey({ models: ['claude-haiku-*'] })
      const bomb = gzipSync(Buffer.alloc(200 * 1024 * 1024))
      expect((await call(bomb, { ...key, 'content-encoding': 'gzip' })).status).toBe(413)
    })

    it('One with tokens per day takes no batch, whose tokens nobody knows beforehand', async () => {
      const key = await createKey({ tokensPerDay: 1000 })
      expect((await call('{"requests":[]}', key, '/v1/messages/batches')).status).toBe(403)
      expect(upstream.requests).toHaveLength(0)
      expect((await call(request(), key)).status).toBe(200)
    })

    it('An answer that its client leaves before it is counted counts by its length', async () => {
      const key = await createKey({ tokensPerDay: 500 })
      const frames = encodeEvents(textEvents(2000)).slice(0, -2)
      const length = frames.join('').length
      upstream.enqueue(stream(frames, { stallAtByte: length }))
      const body = request({ stream: true })
      const incoming = await open(`${parley.url}/v1/messages`, { body, headers: key })
      let seen = 0
      for await (const part of incoming) {
        seen += part.length
        if (seen >= length) break
      }
      await expect.poll(() => stored(body)?.status, { timeout: 5000 }).toBe('stopped')
      expect((await call(request(), key)).status).toBe(429)
    })

    it('A key that limits upstreams opens those alone', async () => {
      const key = await createKey({ upstreams: ['sandbox'] })
      expect((await call(request(), key)).status).toBe(403)
      expect((await call(request(), key, '/u/sandbox/v1/messages')).status).toBe(200)
      expect(upstream.requests).toHaveLength(0)
    })
  })
})
