import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type FakeUpstream, startFakeUpstream } from '../harness/fake-upstream'
import { type RawCall, send, sendJson } from '../harness/raw-http'
import { DOORS, type ParleyServer, startParley } from '../harness/server'
import { encodeEvents, textEvents } from '../harness/upstream/answers'
import { failure, json, stream } from '../harness/upstream/script'

const UPSTREAM_KEY = 'sk-ant-canary-upstream-key-0001'

describe.each(DOORS)('Through %s', (_door, door) => {
  let upstream: FakeUpstream
  let parley: ParleyServer
  beforeAll(async () => {
    upstream = await startFakeUpstream()
    parley = await startParley({
      env: {
        ...door,
        ANTHROPIC_API_KEY: UPSTREAM_KEY,
        ANTHROPIC_BASE_URL: upstream.url,
        LOG_LEVEL: 'debug',
      },
    })
  })
  afterAll(async () => {
    await parley.stop()
    await upstream.close()
  })
  beforeEach(() => upstream.reset())

  const VERSION = { 'anthropic-version': '2023-06-01' }
  const BODY = '{"model":"m","max_tokens":9,"messages":[{"role":"user","content":"Hi"}]}'

  /** A call with the gateway's key. */
  function call(path: string, more: RawCall = {}): Parameters<typeof send> {
    const headers = { 'x-api-key': parley.gatewayKey, ...VERSION, ...more.headers }
    return [parley.url + path, { ...more, headers }]
  }

  /** A header as upstream received it; several fields of one name joined. */
  function received(name: string): string | undefined {
    const values = (upstream.requests.at(-1)?.headers ?? [])
      .filter(([key]) => key.toLowerCase() === name)
      .map(([, value]) => value)
    return values.length === 0 ? undefined : values.join(', ')
  }

  describe('routing and keys', () => {
    it('Item 1: an unknown path answers 404 in the API’s shape', async () => {
      const answer = await sendJson(...call('/v1/nothing/here'))
      expect(answer.status).toBe(404)
      expect(answer.json).toMatchObject({ type: 'error', error: { type: 'not_found_error' } })
    })

    it.each([
      ['PUT', '/v1/messages'],
      ['GET', '/v1/messages/count_tokens'],
      ['DELETE', '/v1/models'],
      ['POST', '/v1/models/m'],
    ])('Item 2: %s %s is a wrong method and answers JSON, never HTML', async (method, path) => {
      const answer = await sendJson(...call(path, { method }))
      expect(answer.status).toBe(405)
      expect(answer.headers['content-type']).toContain('application/json')
      expect(answer.json).toMatchObject({ type: 'error', error: { message: expect.any(String) } })
    })

    it('Item 3: the upstream’s key is in no answer, header, page or log line', async () => {
      const paths = [
        '/c',
        '/settings',
        '/api/settings',
        '/api/health',
        '/api/conversations',
        '/v1/models',
      ]
      const answers = await Promise.all(paths.map((path) => send(...call(path))))
      answers.push(await send(...call('/v1/messages', { body: BODY })))
      upstream.enqueue(failure(401, 'authentication_error'))
      answers.push(await send(...call('/v1/messages', { body: BODY })))
      expect(received('x-api-key')).toBe(UPSTREAM_KEY)
      const seen = answers.map(
        ({ headers, body }) => JSON.stringify(headers) + body.toString('latin1'),
      )
      for (const text of [...seen, parley.stdout()]) expect(text).not.toContain(UPSTREAM_KEY)
    })

    it.each(['x-api-key', 'authorization'])(
      'Item 4: the gateway key in %s is neither forwarded nor logged',
      async (name) => {
        const value = name === 'authorization' ? `Bearer ${parley.gatewayKey}` : parley.gatewayKey
        await send(`${parley.url}/v1/messages`, {
          body: BODY,
          headers: { ...VERSION, [name]: value },
        })
        expect(JSON.stringify(upstream.requests.at(-1)?.headers)).not.toContain(parley.gatewayKey)
        expect(parley.stdout()).not.toContain(parley.gatewayKey)
      },
    )

    it('Item 5: without the gateway key the answer is 401, before any call upstream', async () => {
      for (const headers of [{}, { 'x-api-key': 'wrong' }, { authorization: 'Bearer wrong' }]) {
        const answer = await sendJson(`${parley.url}/v1/messages`, { body: BODY, headers })
        expect(answer.status).toBe(401)
        expect(answer.json).toMatchObject({
          type: 'error',
          error: { type: 'authentication_error' },
        })
      }
      expect(upstream.requests).toHaveLength(0)
    })

    it('Item 6: x-api-key and Bearer give the same result', async () => {
      const [a, b] = await Promise.all([
        send(`${parley.url}/v1/messages`, {
          body: BODY,
          headers: { ...VERSION, 'x-api-key': parley.gatewayKey },
        }),
        send(`${parley.url}/v1/messages`, {
          body: BODY,
          headers: { ...VERSION, authorization: `Bearer ${parley.gatewayKey}` },
        }),
      ])
      expect([a.status, b.status]).toEqual([200, 200])
      expect(a.body.equals(b.body)).toBe(true)
    })
  })

  describe('request headers', () => {
    it('Item 7: anthropic-version goes on unchanged, and is set where the client names none', async () => {
      await send(
        ...call('/v1/messages', { body: BODY, headers: { 'anthropic-version': '2026-10-21' } }),
      )
      expect(received('anthropic-version')).toBe('2026-10-21')
      const headers = { 'x-api-key': parley.gatewayKey }
      await send(`${parley.url}/v1/messages`, { body: BODY, headers })
      expect(received('anthropic-version')).toBe('2023-06-01')
    })

    it('Item 7: a model list asked for without a version has the OpenAI shape', async () => {
      const headers = { authorization: `Bearer ${parley.gatewayKey}` }
      const list = await sendJson(`${parley.url}/v1/models`, { headers })
      expect(list.json).toMatchObject({
        object: 'list',
        data: [{ object: 'model', owned_by: 'anthropic' }, {}],
      })
      const one = await sendJson(`${parley.url}/v1/models/claude-sonnet-5-5`, { headers })
      expect(one.json).toMatchObject({ id: 'claude-sonnet-5-5', object: 'model' })
    })

    it('Item 8: anthropic-beta values keep their order and repetition', async () => {
      const beta = ['b-2', 'a-1,c-3', 'b-2']
      await send(...call('/v1/messages', { body: BODY, headers: { 'anthropic-beta': beta } }))
      expect(received('anthropic-beta')?.split(/,\s*/)).toEqual(['b-2', 'a-1', 'c-3', 'b-2'])
    })

    it('Item 9: workspace and user profile go on', async () => {
      const headers = { 'anthropic-workspace-id': 'wrkspc_1', 'anthropic-user-profile-id': 'up_1' }
      await send(...call('/v1/messages', { body: BODY, headers }))
      expect(received('anthropic-workspace-id')).toBe('wrkspc_1')
      expect(received('anthropic-user-profile-id')).toBe('up_1')
    })

    it('Item 10: the connection’s and the browser’s headers stay behind', async () => {
      const headers = {
        cookie: 'session=1',
        origin: parley.url,
        referer: `${parley.url}/c`,
        'x-forwarded-for': '10.0.0.9',
        'x-forwarded-host': 'evil.example',
        'x-parley-request-id': 'req_mine',
        'x-sandbox-faults': 'error=529',
        connection: 'close, x-hop',
        'x-hop': 'mine',
        'keep-alive': 'timeout=9',
        te: 'trailers',
      }
      await send(...call('/v1/messages', { body: BODY, headers }))
      for (const name of Object.keys(headers).filter((key) => key !== 'connection')) {
        expect([name, received(name)]).toEqual([name, undefined])
      }
      expect(received('host')).toBe(new URL(upstream.url).host)
      expect(received('user-agent')).toBeUndefined()
    })

    it('Unknown headers and those of the SDKs go on', async () => {
      const headers = {
        'x-stainless-retry-count': '1',
        'user-agent': 'Anthropic/JS 1.10.0',
        'x-new': '1',
      }
      await send(...call('/v1/messages', { body: BODY, headers }))
      for (const [name, value] of Object.entries(headers)) expect(received(name)).toBe(value)
    })
  })

  describe('bodies', () => {
    const bodies: [string, string][] = [
      ['white space and key order', '{ "max_tokens" : 9,\n\t"model":"m" ,"messages":[]}  '],
      ['a duplicate key', '{"model":"a","model":"b","max_tokens":9,"messages":[]}'],
      ['a number above 2^53', '{"model":"m","max_tokens":9,"messages":[],"n":9007199254740993}'],
      [
        'unicode escapes',
        '{"model":"m","max_tokens":9,"messages":[],"s":"\\u00e9\\ud83d\\ude00é😀"}',
      ],
      [
        'unknown fields and blocks',
        '{"model":"m","max_tokens":9,"messages":[{"role":"user","content":[{"type":"hologram","x":1}]}],"future":{}}',
      ],
      ['no JSON at all', '{"model": oops'],
    ]
    it.each(bodies)(
      'Items 15, 16, 18, 19: a request with %s arrives byte for byte',
      async (_, body) => {
        await send(
          ...call('/v1/messages', { body, headers: { 'content-type': 'application/json' } }),
        )
        expect(upstream.requests.at(-1)?.body.toString('utf8')).toBe(body)
      },
    )

    it('Item 15: a compressed request arrives byte for byte, with its encoding', async () => {
      const body = gzipSync(BODY)
      await send(...call('/v1/messages', { body, headers: { 'content-encoding': 'gzip' } }))
      const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
      expect(hash(upstream.requests.at(-1)?.body ?? Buffer.alloc(0))).toBe(hash(body))
      expect(received('content-encoding')).toBe('gzip')
    })

    it('Items 16, 17, 19: an answer with unknown fields comes back byte for byte', async () => {
      const text =
        '{ "type":"message","content":[{"type":"hologram"}],"stop_reason":"tired","n":9007199254740993}'
      upstream.enqueue({ frames: [text], headers: [['content-type', 'application/json']] })
      const answer = await send(...call('/v1/messages', { body: BODY }))
      expect(answer.body.toString('utf8')).toBe(text)
    })

    it('Item 20: 32 MB are accepted, one byte more is 413 before it is all there', async () => {
      const limit = 32 * 1024 * 1024
      const body = Buffer.alloc(limit, ' ')
      body.write(BODY)
      expect((await send(...call('/v1/messages', { body }))).status).toBe(200)
      expect(upstream.requests.at(-1)?.body.length).toBe(limit)
      const count = upstream.requests.length
      const answer = await sendJson(...call('/v1/messages', { body: Buffer.alloc(limit + 1, ' ') }))
      expect(answer.status).toBe(413)
      expect(answer.json).toMatchObject({ type: 'error', error: { type: 'request_too_large' } })
      expect(upstream.requests).toHaveLength(count)
    })

    it('Item 13: a compressed answer comes back compressed, with fitting headers', async () => {
      const plain = JSON.stringify({ type: 'message', content: [], usage: {} })
      upstream.enqueue(json(JSON.parse(plain), { isGzip: true }))
      const answer = await send(
        ...call('/v1/messages', { body: BODY, headers: { 'accept-encoding': 'gzip' } }),
      )
      expect(answer.headers['content-encoding']).toBe('gzip')
      const response = await fetch(`${parley.url}/v1/messages`, {
        method: 'POST',
        body: BODY,
        headers: { 'x-api-key': parley.gatewayKey, ...VERSION },
      })
      expect(response.ok).toBe(true)
    })

    it('Item 14: a redirect is not followed, and nobody is sent elsewhere with a key', async () => {
      upstream.enqueue({
        status: 307,
        headers: [['location', `${upstream.url}/elsewhere`]],
        frames: [''],
      })
      const answer = await send(...call('/v1/messages', { body: BODY }))
      expect(answer.status).toBe(307)
      expect(answer.headers.location).toBeUndefined()
      expect(upstream.requests).toHaveLength(1)
    })
  })

  describe('what a gateway call leaves behind', () => {
    it('Every Messages call is one stored run with its request, outcome and usage', async () => {
      upstream.enqueue(
        stream(encodeEvents(textEvents(5)), { headers: [['request-id', 'req_seen']] }),
      )
      await send(...call('/v1/messages', { body: BODY }))
      await expect.poll(() => parley.stdout()).toContain('req_seen')
      const line = parley
        .stdout()
        .split('\n')
        .find((text) => text.includes('req_seen'))
      const fields: unknown = JSON.parse(line ?? '{}')
      expect(fields).toMatchObject({ upstream: 'anthropic', status: 'complete', outputTokens: 5 })
    })
  })
})
