import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type FakeUpstream, startFakeUpstream } from '../harness/fake-upstream'
import { type RawCall, send, sendJson } from '../harness/raw-http'
import { DOORS, type ParleyServer, startParley } from '../harness/server'
import { encodeEvents, textEvents } from '../harness/upstream/answers'
import { failure, json, stream } from '../harness/upstream/script'

const UPSTREAM_KEY = 'sk-ant-canary-upstream-key-0001'
const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex')

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
    const SAY = '"messages":[{"role":"user","content":"Hi"}]'
    const bodies: [string, string][] = [
      ['white space and an order of its own', `{ "max_tokens" : 9,\n\t${SAY} ,"model":"m"}  `],
      ['a duplicate key', `{"model":"a","model":"b","max_tokens":9,${SAY}}`],
      ['numbers beyond a double', `{"model":"m",${SAY},"n":9007199254740993,"x":1.0e400,"z":-0.0}`],
      ['unicode escapes', `{"model":"m",${SAY},"s":"\\u00e9\\ud83d\\ude00\\ud83d é😀 漢字"}`],
      [
        'unknown fields, blocks and reasons',
        '{"model":"m","content":[{"type":"hologram","x":1}],"stop_reason":"tired","messages":[{"role":"user","content":[{"type":"hologram","x":[]}]}],"future":{}}',
      ],
      [
        'system and tools after the messages',
        `{"model":"m",${SAY},"tools":[{"input_schema":{},"name":"b"},{"name":"a","input_schema":{}}],"system":[{"text":"","type":"text"}]}`,
      ],
    ]
    const packed = bodies.flatMap(([what, text]): [string, Buffer, string | null][] => [
      [what, Buffer.from(text), null],
      [`${what}, compressed`, gzipSync(text), 'gzip'],
    ])
    it.each(packed)(
      'Items 15, 16, 17, 18, 19: %s pass byte for byte, up in a request and down in an answer and a stream',
      async (_, body, encoding) => {
        const own: [string, string][] = encoding === null ? [] : [['content-encoding', encoding]]
        for (const type of ['application/json', 'text/event-stream']) {
          const isStream = type === 'text/event-stream'
          const text = isStream && encoding === null ? `data: ${body}\n\n` : body
          upstream.enqueue({ frames: [text], headers: [['content-type', type], ...own] })
          const headers = { 'content-type': 'application/json', ...Object.fromEntries(own) }
          const answer = await send(...call('/v1/messages', { body, headers }))
          expect(sha256(upstream.requests.at(-1)?.body ?? '')).toBe(sha256(body))
          expect(received('content-encoding')).toBe(encoding ?? undefined)
          expect(answer.headers['content-encoding']).toBe(encoding ?? undefined)
          const got = isStream ? answer.body.subarray(0, Buffer.byteLength(text)) : answer.body
          expect(sha256(got)).toBe(sha256(text))
        }
      },
    )

    it('Item 21: a request that is no JSON goes on as it is', async () => {
      const body = Buffer.from([...Buffer.from('{"model": oops'), 0xff, 0x00, 0xfe])
      upstream.enqueue(failure(400, 'invalid_request_error'))
      const answer = await sendJson(...call('/v1/messages', { body }))
      expect(answer).toMatchObject({
        status: 400,
        json: { error: { type: 'invalid_request_error' } },
      })
      expect(sha256(upstream.requests.at(-1)?.body ?? '')).toBe(sha256(body))
    })

    it('Item 13: a compressed answer comes back compressed, with fitting headers', async () => {
      const plain = JSON.stringify({ type: 'message', content: [], usage: {} })
      upstream.enqueue(json(JSON.parse(plain), { isGzip: true }))
      const headers = { 'accept-encoding': 'zstd, GZIP, br;q=0.5' }
      const answer = await send(...call('/v1/messages', { body: BODY, headers }))
      expect(answer.headers['content-encoding']).toBe('gzip')
      // What could not be read here is not asked for: such a run would have no figures.
      expect(upstream.requests[0]?.headers).toContainEqual(['accept-encoding', 'GZIP, br;q=0.5'])
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
