import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request as httpRequest, type IncomingMessage } from 'node:http'
import { type AddressInfo, createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { json as readJson } from 'node:stream/consumers'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type FakeUpstream, startFakeUpstream } from '../harness/fake-upstream'
import { upstreamEnv } from '../harness/parley-client'
import { type RawCall, send, sendJson } from '../harness/raw-http'
import { DOORS, type ParleyServer, startParley } from '../harness/server'
import { json, stream } from '../harness/upstream/script'

const MB = 1_048_576
const CHAT = '{"model":"m","max_tokens":9,"messages":[{"role":"user","content":"Hi"}]}'
const FORM =
  '--b\r\ncontent-disposition: form-data; name="file"; filename="a"\r\n\r\nbytes\r\n--b--\r\n'

/** Every route that there must be (claude-api.md §1), with a body where it takes one. */
const ROUTES: readonly [method: string, path: string, body?: string][] = [
  ['POST', '/v1/messages', CHAT],
  ['POST', '/v1/messages/count_tokens', CHAT],
  ['POST', '/v1/messages/batches', '{"requests":[]}'],
  ['GET', '/v1/messages/batches'],
  ['GET', '/v1/messages/batches/msgbatch_1'],
  ['GET', '/v1/messages/batches/msgbatch_1/results'],
  ['POST', '/v1/messages/batches/msgbatch_1/cancel'],
  ['DELETE', '/v1/messages/batches/msgbatch_1'],
  ['GET', '/v1/models'],
  ['GET', '/v1/models/a%2Fb'],
  ['POST', '/v1/files', FORM],
  ['GET', '/v1/files'],
  ['GET', '/v1/files/file_1'],
  ['GET', '/v1/files/file_1/content'],
  ['DELETE', '/v1/files/file_1'],
]

describe.each(DOORS)('Through %s', (_door, door) => {
  let upstream: FakeUpstream
  let parley: ParleyServer
  let cwd: string
  let mute: Server
  let late: ReturnType<typeof sendJson>
  beforeAll(async () => {
    upstream = await startFakeUpstream()
    // Takes the TCP connection and never speaks TLS: no connection comes about.
    mute = createServer(() => {}).listen(0, '127.0.0.1')
    await once(mute, 'listening')
    const { port } = mute.address() as AddressInfo
    cwd = mkdtempSync(join(tmpdir(), 'parley-paths-'))
    const upstreams = [
      { name: 'open', baseUrl: `${upstream.url}/team`, auth: 'none', passes: ['/v1/skills'] },
      { name: 'closed', baseUrl: upstream.url, auth: 'none' },
      { name: 'mute', baseUrl: `https://127.0.0.1:${port}`, auth: 'none' },
    ]
    const config = { anthropic: { passes: ['/v1/agents', '/v1/complete'] }, upstreams }
    writeFileSync(join(cwd, 'parley.config.json'), JSON.stringify(config))
    parley = await startParley({ cwd, env: { ...door, ...upstreamEnv(upstream.url) } })
    // Asked first, because the answer takes as long as a connection may.
    late = sendJson(...call('/u/mute/v1/messages', { body: CHAT }))
  })
  afterAll(async () => {
    await parley.stop()
    await upstream.close()
    mute.close()
    rmSync(cwd, { recursive: true })
  })
  beforeEach(() => upstream.reset())

  /** A call with the gateway's key. */
  function call(path: string, more: RawCall = {}): [string, RawCall] {
    const own = { 'x-api-key': parley.gatewayKey, 'anthropic-version': '2023-06-01' }
    return [parley.url + path, { ...more, headers: { ...own, ...more.headers } }]
  }
  const asked = () => upstream.requests.map(({ method, path }) => `${method} ${path}`)

  describe('what there is', () => {
    it('Item 1: every route of the API reaches upstream with its method, path and query', async () => {
      upstream.setDefault(json({}))
      const query = '?ids%5B%5D=a&limit=2'
      for (const base of ['', '/u/closed']) {
        for (const [method, path, body] of ROUTES) {
          const headers = body === FORM ? { 'content-type': 'multipart/form-data; boundary=b' } : {}
          const more = { method, headers, ...(body === undefined ? {} : { body }) }
          const { status } = await send(...call(base + path + query, more))
          expect([method, path, status]).toEqual([method, path, 200])
        }
      }
      const all = ROUTES.map(([method, path]) => `${method} ${path}${query}`)
      expect(asked()).toEqual([...all, ...all])
    })

    it('Item 1: an unknown path answers 404 in the API’s shape', async () => {
      const answer = await sendJson(...call('/v1/nothing/here'))
      expect(answer.status).toBe(404)
      expect(answer.json).toMatchObject({ type: 'error', error: { type: 'not_found_error' } })
      expect(upstream.requests).toHaveLength(0)
    })
  })

  describe('the other paths of the API', () => {
    it('Pass through where the upstream’s configuration lists them, all below them too, streamed and unchanged', async () => {
      const frames = ['event: odd\ndata: {"n":9007199254740993}\n\n', 'event: end\ndata: {}\n\n']
      upstream.setDefault(
        stream(frames, { status: 202, headers: [['x-upstream', 'says']], rate: 20 }),
      )
      const body = '{ "a":1,"a":2 }'
      const headers = { 'anthropic-beta': 'skills-2025-10-02' }
      const answers = [
        await send(...call('/v1/agents?page=2', { headers })),
        await send(...call('/v1/agents/a%2Fb/versions', { method: 'PATCH', body, headers })),
        await send(...call('/v1/complete', { body, headers })),
        await send(...call('/u/open/v1/skills/s_1', { method: 'DELETE', headers })),
      ]
      for (const answer of answers) {
        expect(answer).toMatchObject({ status: 202, headers: { 'x-upstream': 'says' } })
        expect(answer.body.toString()).toBe(frames.join(''))
      }
      expect(asked()).toEqual([
        'GET /v1/agents?page=2',
        'PATCH /v1/agents/a%2Fb/versions',
        'POST /v1/complete',
        'DELETE /team/v1/skills/s_1',
      ])
      expect(upstream.requests.map((one) => one.body.toString())).toEqual(['', body, body, ''])
      for (const one of upstream.requests) {
        expect(Object.fromEntries(one.headers)).toMatchObject(headers)
      }
    })

    it('A key that limits models or tokens per day goes no way around that there', async () => {
      const own = { origin: parley.url, 'content-type': 'application/json' }
      const createKey = async (terms: object) => {
        const body = JSON.stringify({ name: 'test', ...terms })
        const { json } = await sendJson(`${parley.url}/api/gateway-keys`, { body, headers: own })
        return { 'x-api-key': (json as { key: string }).key }
      }
      const models = await createKey({ models: ['claude-haiku-*'] })
      const tokens = await createKey({ tokensPerDay: 1000 })
      const ask = async (headers: Record<string, string>, body?: string) =>
        (await send(`${parley.url}/v1/complete`, { ...(body && { body }), headers })).status
      expect(await ask(models, '{"model":"claude-opus-5-5"}')).toBe(403)
      expect(await ask(tokens, '{"model":"claude-haiku-5-5"}')).toBe(403)
      expect(upstream.requests).toHaveLength(0)
      upstream.setDefault(json({}))
      expect(await ask(models, '{"model":"claude-haiku-5-5"}')).toBe(200)
      expect(await ask(models, '{"name":"no model"}')).toBe(200)
      expect(await ask(tokens)).toBe(200)
    })

    it.each(['/v1/skills', '/v1/agentsx', '/u/closed/v1/agents', '/u/open/v1/agents', '/v1/oauth'])(
      'Are not there where it does not: %s',
      async (path) => {
        const answer = await sendJson(...call(path, { body: '{}' }))
        expect(answer.status).toBe(404)
        expect(answer.json).toMatchObject({
          type: 'error',
          error: { type: 'not_found_error' },
          request_id: answer.headers['request-id'],
        })
        expect(upstream.requests).toHaveLength(0)
      },
    )
  })

  describe('the size of a body', () => {
    /** Sends the head and `size` bytes of a body that does not end, and resolves with the answer's head. */
    async function openUnfinished(path: string, size: number, length?: number) {
      const [url, { headers = {} }] = call(path, { headers: { 'content-type': typeOf(path) } })
      const extra = length === undefined ? {} : { 'content-length': String(length) }
      const outgoing = httpRequest(url, { method: 'POST', headers: { ...headers, ...extra } })
      outgoing.on('error', () => {})
      outgoing.flushHeaders()
      const answered = once(outgoing, 'response') as Promise<[IncomingMessage]>
      if (size > 0) outgoing.write(Buffer.alloc(size, ' '))
      const [incoming] = await answered
      expect(outgoing.writableEnded).toBe(false)
      return { outgoing, incoming }
    }
    const typeOf = (path: string) =>
      path.endsWith('/files') ? 'multipart/form-data; boundary=b' : 'application/json'

    async function expectTooLarge(path: string, size: number, length?: number): Promise<void> {
      const { outgoing, incoming } = await openUnfinished(path, size, length)
      expect([path, incoming.statusCode]).toEqual([path, 413])
      const [body] = await Promise.all([readJson(incoming), outgoing.destroy()])
      expect(body).toMatchObject({ type: 'error', error: { type: 'request_too_large' } })
      // OpenAI's SDK looks for it nowhere else (item 78).
      expect(incoming.headers['x-request-id']).toBe(incoming.headers['request-id'])
    }

    it('Item 20: 32 MB are accepted', async () => {
      const body = Buffer.alloc(32 * MB, ' ')
      body.write(CHAT)
      expect((await send(...call('/v1/messages', { body }))).status).toBe(200)
      expect(upstream.requests.at(-1)?.body.length).toBe(32 * MB)
    })

    it.each([
      ['/v1/messages', 32 * MB],
      ['/v1/messages/count_tokens', 32 * MB],
      ['/v1/chat/completions', 32 * MB],
      ['/chat/completions', 32 * MB],
      ['/u/closed/v1/messages', 32 * MB],
      ['/v1/messages/batches', 256 * MB],
      // A form has some bytes around its file.
      ['/v1/files', 500 * MB + 16 * 1024],
    ])(
      'Item 20: %s declared to be over %i bytes is 413 before any byte of it',
      async (path, limit) => {
        await expectTooLarge(path, 0, limit + 1)
        expect(upstream.requests).toHaveLength(0)
      },
    )

    it('Item 20: a body of no declared length is 413 with its first byte over 32 MB, though it goes on', async () => {
      await expectTooLarge('/v1/messages', 32 * MB + 1)
      await expectTooLarge('/chat/completions', 32 * MB + 1)
      expect(upstream.requests).toHaveLength(0)
      expect(parley.stdout()).not.toContain('unexpected')
    })
  })

  it('A request of more header fields than Node counts by itself arrives with its body', async () => {
    const fields = Array.from({ length: 1200 }, (_, i) => [`a${i}`, ''])
    const headers = { ...Object.fromEntries(fields), 'content-length': String(CHAT.length) }
    expect((await send(...call('/v1/messages', { body: CHAT, headers }))).status).toBe(200)
    expect(upstream.requests.at(-1)?.body.toString()).toBe(CHAT)
  })

  it('A refusal reaches a client that still sends its body on a connection that ends with it', async () => {
    const headers = { 'x-api-key': 'wrong', connection: 'close' }
    const body = Buffer.alloc(3 * MB, ' ')
    for (let i = 0; i < 20; i++) {
      expect((await send(...call('/v1/messages', { body, headers }))).status).toBe(401)
    }
  })

  it('Item 56: an upstream that takes no connection in time is a 504 in Parley’s voice', async () => {
    const answer = await late
    expect(answer.status).toBe(504)
    expect(answer.json).toMatchObject({ type: 'error', error: { type: 'timeout_error' } })
    expect(JSON.stringify(answer.json)).toContain('Parley')
  })
})
