import type { IncomingMessage } from 'node:http'
import Anthropic from '@anthropic-ai/sdk'
import Anthropic0 from 'anthropic-sdk-0'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type FakeUpstream, startFakeUpstream } from '../harness/fake-upstream'
import { open, type RawCall, send, sendJson } from '../harness/raw-http'
import { DOORS, type ParleyServer, startParley } from '../harness/server'
import { encodeEvents, textAfter, textEvents } from '../harness/upstream/answers'
import { createGate } from '../harness/upstream/gate'
import { failure, stream } from '../harness/upstream/script'

describe.each(DOORS)('Through %s', (_door, door) => {
  let upstream: FakeUpstream
  let parley: ParleyServer
  beforeAll(async () => {
    upstream = await startFakeUpstream()
    parley = await startParley({
      env: { ...door, ANTHROPIC_API_KEY: 'test-upstream-key', ANTHROPIC_BASE_URL: upstream.url },
    })
  })
  afterAll(async () => {
    await parley.stop()
    await upstream.close()
  })
  beforeEach(() => upstream.reset())

  const events = textEvents(12)
  const frames = encodeEvents(events)
  const BODY = JSON.stringify({
    model: 'm',
    max_tokens: 9,
    stream: true,
    messages: [{ role: 'user', content: 'Hi' }],
  })

  const SDKS: [string, typeof Anthropic][] = [
    ['1.10', Anthropic],
    // Another major with the same calls as far as they are used here.
    ['0.120', Anthropic0 as unknown as typeof Anthropic],
  ]

  /** A streaming Messages call with the gateway's key. */
  function messages(more: RawCall = {}): [string, RawCall] {
    const headers = { 'x-api-key': parley.gatewayKey, 'anthropic-version': '2023-06-01' }
    return [`${parley.url}/v1/messages`, { body: BODY, headers, ...more }]
  }

  /** Reads until so many bytes have come. */
  async function readBytes(incoming: IncomingMessage, count: number): Promise<string> {
    let bytes = Buffer.alloc(0)
    while (bytes.length < count) {
      const piece: Buffer | null = incoming.read()
      if (piece === null) await new Promise((resolve) => incoming.once('readable', resolve))
      else bytes = Buffer.concat([bytes, piece])
    }
    return bytes.toString('utf8')
  }

  describe('headers of an answer', () => {
    it('Item 11: ids, limits and retry advice reach the client unchanged', async () => {
      const headers = {
        'request-id': 'req_upstream',
        'anthropic-organization-id': 'org-1',
        'anthropic-workspace-id': 'wrkspc_1',
        'retry-after': '7',
        'x-should-retry': 'false',
        'anthropic-ratelimit-requests-remaining': '3999',
        'anthropic-priority-input-tokens-limit': '10',
      }
      upstream.enqueue(failure(429, 'rate_limit_error', Object.entries(headers)))
      const answer = await send(...messages())
      expect(answer.status).toBe(429)
      expect(answer.headers).toMatchObject(headers)
    })

    it('What would act on Parley’s own pages does not reach the client', async () => {
      const headers: [string, string][] = [
        ['set-cookie', 'a=b'],
        ['access-control-allow-origin', '*'],
        ['content-security-policy', 'default-src *'],
      ]
      upstream.enqueue(stream(frames, { headers }))
      const answer = await send(...messages())
      expect(answer.headers['set-cookie']).toBeUndefined()
      expect(answer.headers['access-control-allow-origin']).toBeUndefined()
      expect(answer.headers['content-security-policy']).not.toBe('default-src *')
    })
  })

  describe('an upstream behind a web server of its own', () => {
    it.each([
      ['x-middleware-next', '1'],
      ['x-middleware-rewrite', '/c'],
    ])('Is answered for, though it sends %s', async (name, value) => {
      upstream.enqueue(stream(frames, { headers: [[name, value]] }))
      const answer = await send(...messages())
      expect(answer.status).toBe(200)
      expect(answer.body.toString()).toBe(frames.join(''))
    })

    it('Is answered for, though its bytes are not in the encoding that it names', async () => {
      const headers: [string, string][] = [['content-encoding', 'gzip']]
      upstream.enqueue(stream(['no gzip', 'at all'], { headers, rate: 20 }))
      expect((await send(...messages())).status).toBe(200)
      upstream.enqueue(stream(frames))
      expect((await send(...messages())).body.toString()).toBe(frames.join(''))
    })
  })

  describe('streams', () => {
    it('Item 46: the first frame reaches the client before upstream writes its second', async () => {
      const gate = createGate()
      upstream.enqueue(stream(frames, { gate }))
      const opening = open(...messages())
      await gate.release()
      const incoming = await opening
      expect(await readBytes(incoming, Buffer.byteLength(frames[0] ?? ''))).toBe(frames[0])
      expect(upstream.requests[0]?.sent.frames).toHaveLength(1)
      expect(incoming.headers['x-accel-buffering']).toBe('no')
      expect(incoming.headers['cache-control']).toContain('no-cache')
      gate.open()
      for await (const _ of incoming);
    })

    it('Item 47: frames cut at any byte, inside characters too, arrive intact', async () => {
      const text = encodeEvents([
        ...events.slice(0, 2),
        { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: '漢字 😀 é' } },
        ...events.slice(-3),
      ])
      for (const seed of [1, 2, 3]) {
        upstream.enqueue(stream(text, { chunking: { seed } }))
        expect((await send(...messages())).body.toString('utf8')).toBe(text.join(''))
      }
    })

    it('Items 45, 48: pings, comments, unknown events and unknown deltas pass unchanged', async () => {
      const odd = [
        ...frames.slice(0, 2),
        ': a comment\n\n',
        'event: ping\ndata: {"type": "ping"}\n\n',
        'event: hologram\ndata: {"type":"hologram","x":1}\n\n',
        'event: content_block_delta\ndata: {"type":"content_block_delta","index":0,"delta":{"type":"odd"}}\n\n',
        ...frames.slice(2),
      ]
      upstream.enqueue(stream(odd))
      expect((await send(...messages())).body.toString('utf8')).toBe(odd.join(''))
    })

    it('Item 49: an error event passes unchanged and nothing is added', async () => {
      const error =
        'event: error\ndata: {"type":"error","error":{"type":"overloaded_error","message":"x"}}\n\n'
      const text = frames.slice(0, 5).join('') + error
      upstream.enqueue(stream([text]))
      expect((await send(...messages())).body.toString('utf8')).toBe(text)
    })

    it.each(['end', 'fin', 'rst'] as const)(
      'Item 50: a stream cut by %s gets a closing error event, and never a message_stop',
      async (how) => {
        const atByte = frames.slice(0, 6).join('').length + 11
        upstream.enqueue(stream(frames, { cut: { atByte, how } }))
        const text = (await send(...messages())).body.toString('utf8')
        expect(text.startsWith(frames.join('').slice(0, atByte))).toBe(true)
        const rest = text.slice(atByte)
        expect(rest).toMatch(
          /^\n\nevent: error\ndata: \{"type":"error","error":\{"type":"api_error","message":"Parley: /,
        )
        expect(text).not.toContain('message_stop')
      },
    )

    it.each(['end', 'fin'] as const)(
      'Item 50: a stream that says its length gets its closing error event, too, cut by %s',
      async (how) => {
        const [first = ''] = frames
        const length = Buffer.byteLength(first) + (how === 'end' ? 0 : 5000)
        const headers: [string, string][] = [['content-length', String(length)]]
        const cut = { atByte: Buffer.byteLength(first), how }
        upstream.enqueue(stream([first], { headers, cut }))
        const answer = await send(...messages())
        expect(answer.headers['content-length']).toBeUndefined()
        expect(answer.body.toString('utf8')).toContain('event: error')
      },
    )

    it('Item 51: a client that leaves closes the upstream socket, in mid-stream', async () => {
      upstream.enqueue(stream(frames, { stallAtByte: 300 }))
      const incoming = await open(...messages())
      await readBytes(incoming, 300)
      incoming.destroy()
      expect(await upstream.requests[0]?.closed).toEqual({ isAborted: true })
    })

    it('Item 51: a client that leaves before the first byte closes the upstream socket', async () => {
      upstream.enqueue({ frames: [], refusal: 'silent' })
      const abort = new AbortController()
      const opening = open(...messages({ ...messages()[1], signal: abort.signal })).catch(
        () => null,
      )
      const request = await upstream.nthRequest(1)
      abort.abort()
      await opening
      expect(await request.closed).toEqual({ isAborted: true })
    })

    it('Item 52: a slow reader makes the upstream wait', async () => {
      const frame = `event: ping\ndata: {"type":"ping","pad":"${'x'.repeat(64 * 1024)}"}\n\n`
      const many = Array.from({ length: 3000 }, () => frame)
      upstream.enqueue(stream(many, { chunking: { size: 64 * 1024 } }))
      const incoming = await open(...messages())
      const request = await upstream.nthRequest(1)
      let before = -1
      // The upstream's counter stands still when every buffer between is full.
      await expect
        .poll(
          () => {
            const isStill = request.sent.bytes > 0 && request.sent.bytes === before
            before = request.sent.bytes
            return isStill
          },
          { interval: 300, timeout: 20_000 },
        )
        .toBe(true)
      expect(request.sent.bytes).toBeLessThan(100 * 1024 * 1024)
      incoming.destroy()
    })

    it('Item 54: the baseline’s data-only stream passes unchanged', async () => {
      const text = events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join('')
      upstream.enqueue(stream([text]))
      expect((await send(...messages())).body.toString('utf8')).toBe(text)
    })
  })

  describe('errors', () => {
    it('Item 53: an error before the first byte of a stream is plain JSON with its status', async () => {
      upstream.enqueue(failure(529, 'overloaded_error'))
      const answer = await send(...messages())
      expect(answer.status).toBe(529)
      expect(answer.headers['content-type']).toContain('application/json')
    })

    it.each([400, 401, 402, 403, 404, 409, 413, 418, 429, 500, 503, 504, 529, 599])(
      'Items 55, 57, 63: %d comes back byte for byte, after one call',
      async (status) => {
        const html = `<html>edge ${status}</html>`
        upstream.enqueue({
          status,
          frames: [html],
          headers: [
            ['content-type', 'text/html'],
            ['request-id', 'req_edge'],
          ],
        })
        const answer = await send(...messages())
        expect(answer.status).toBe(status)
        expect(answer.body.toString('utf8')).toBe(html)
        expect(answer.headers['request-id']).toBe('req_edge')
        expect(upstream.requests).toHaveLength(1)
      },
    )

    it('An error that its server calls a stream comes back byte for byte, too', async () => {
      const text = '{"type":"error","error":{"type":"overloaded_error","message":"x"}}'
      upstream.enqueue(stream([text], { status: 529 }))
      const answer = await send(...messages())
      expect(answer.status).toBe(529)
      expect(answer.body.toString('utf8')).toBe(text)
      expect(answer.headers['cache-control']).toBe('no-cache')
    })

    it('Item 56: a connection that upstream drops before its answer is a 502 in Parley’s voice', async () => {
      upstream.enqueue({ frames: [], refusal: 'hangup' })
      const answer = await sendJson(...messages())
      expect(answer.status).toBe(502)
      expect(answer.json).toMatchObject({ type: 'error', error: { type: 'api_error' } })
      expect(JSON.stringify(answer.json)).toContain('Parley')
    })
  })

  describe.each(SDKS)('the official SDK %s, changed by base URL and key only', (_, Sdk) => {
    const client = () => new Sdk({ baseURL: parley.url, apiKey: parley.gatewayKey, maxRetries: 0 })

    it('Item 40: accumulates a stream to the message that was sent', async () => {
      upstream.enqueue(stream(frames))
      const message = await client()
        .messages.stream({ model: 'm', max_tokens: 9, messages: [{ role: 'user', content: 'Hi' }] })
        .finalMessage()
      expect(message.content).toEqual([{ type: 'text', text: textAfter(events, events.length) }])
      expect(message.stop_reason).toBe('end_turn')
    })

    it('Item 43: gets a tool call with its input', async () => {
      const message = await client().messages.create({
        model: 'm',
        max_tokens: 9,
        tools: [{ name: 'echo', input_schema: { type: 'object' } }],
        messages: [{ role: 'user', content: 'Say it' }],
      })
      expect(message.content).toMatchObject([
        { type: 'tool_use', name: 'echo', input: { echo: 'Say it' } },
      ])
    })

    it('Counts tokens, lists models and reads one', async () => {
      const count = await client().messages.countTokens({
        model: 'm',
        messages: [{ role: 'user', content: 'Hi' }],
      })
      expect(count.input_tokens).toBeGreaterThan(0)
      const ids: string[] = []
      for await (const model of client().models.list()) ids.push(model.id)
      expect(ids).toContain('claude-sonnet-4-20250514')
      expect((await client().models.retrieve('claude-sonnet-4-20250514')).type).toBe('model')
    })

    it('Item 55: sees an error with status, type and request id', async () => {
      upstream.enqueue(failure(529, 'overloaded_error', [['request-id', 'req_529']]))
      const call = client().messages.create({ model: 'm', max_tokens: 9, messages: [] })
      await expect(call).rejects.toMatchObject({ status: 529, requestID: 'req_529' })
    })
  })
})
