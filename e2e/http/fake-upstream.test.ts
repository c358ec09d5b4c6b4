import { get } from 'node:http'
import Anthropic from '@anthropic-ai/sdk'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type FakeUpstream, refusedUrl, startFakeUpstream } from '../harness/fake-upstream'
import { encodeEvents, numberedText, textEvents } from '../harness/upstream/answers'
import { createGate } from '../harness/upstream/gate'
import { failure, json, stream } from '../harness/upstream/script'

let upstream: FakeUpstream

beforeAll(async () => {
  upstream = await startFakeUpstream()
})
afterAll(() => upstream.close())
beforeEach(() => upstream.reset())

const frames = encodeEvents(textEvents(5))
const whole = frames.join('')
const body = (text: string, more: object = {}) =>
  JSON.stringify({
    model: 'fake-model',
    max_tokens: 9,
    stream: true,
    messages: [{ role: 'user', content: text }],
    ...more,
  })
const post = (text: string, init: RequestInit = {}) =>
  fetch(`${upstream.url}/v1/messages`, { method: 'POST', body: body(text), ...init })

/** What arrives before the connection ends, however it ends. */
function readUntilEnd(path: string, headers: Record<string, string>) {
  return new Promise<{ text: string; error: string | null }>((resolve) => {
    let text = ''
    const request = get(upstream.url + path, { headers }, (response) => {
      response.setEncoding('utf8')
      response.on('data', (piece) => {
        text += piece
      })
      response.on('end', () => resolve({ text, error: null }))
      response.on('error', (error) => resolve({ text, error: error.message }))
    })
    request.on('error', (error) => resolve({ text, error: error.message }))
  })
}

describe('Scripts', () => {
  test('The queue is used up first, then the default counts', async () => {
    upstream.enqueue(failure(529, 'overloaded_error'), json({ n: 2 }))
    upstream.setDefault(json({ n: 3 }))
    expect((await post('a')).status).toBe(529)
    expect(await (await post('b')).json()).toEqual({ n: 2 })
    expect(await (await post('c')).json()).toEqual({ n: 3 })
    expect(await (await post('d')).json()).toEqual({ n: 3 })
  })

  test('A gate writes one frame at a time', async () => {
    const gate = createGate()
    upstream.enqueue(stream(frames, { gate }))
    const response = await post('a')
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
    for (const frame of frames.slice(0, 3)) {
      await gate.release()
      expect((await reader?.read())?.value).toBe(frame)
    }
    expect(upstream.requests[0]?.sent.frames).toHaveLength(3)
    gate.open()
    let rest = ''
    for (let part = await reader?.read(); part?.value; part = await reader?.read()) {
      rest += part.value
    }
    expect(rest).toBe(frames.slice(3).join(''))
    expect(await upstream.requests[0]?.closed).toEqual({ isAborted: false })
  })

  test.each([{ size: 1 }, { size: 7 }, { seed: 5 }])(
    'Cut into pieces by %j the bytes are the same',
    async (chunking) => {
      upstream.enqueue(stream(frames, { chunking }))
      expect(await (await post('a')).text()).toBe(whole)
    },
  )

  test('Gzip keeps the frames apart', async () => {
    const gate = createGate()
    upstream.enqueue(stream(frames, { gate, isGzip: true }))
    const response = await post('a')
    expect(response.headers.get('content-encoding')).toBe('gzip')
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
    await gate.release()
    expect((await reader?.read())?.value).toBe(frames[0])
    gate.open()
    await reader?.cancel()
  })

  test('A rate paces the frames in order', async () => {
    upstream.enqueue(stream(frames, { rate: 200 }))
    expect(await (await post('a')).text()).toBe(whole)
    const times = upstream.requests[0]?.sent.frames ?? []
    expect(times).toHaveLength(frames.length)
    expect((times.at(-1) ?? 0) - (times[0] ?? 0)).toBeGreaterThan(0)
  })
})

describe('Requests', () => {
  test('A call is recorded as it was sent', async () => {
    await post('hello', { headers: { 'X-One': '1' } })
    const request = await upstream.nthRequest(1)
    expect(request).toMatchObject({ method: 'POST', path: '/v1/messages' })
    expect(request.headers.find(([name]) => name.toLowerCase() === 'x-one')?.[1]).toBe('1')
    expect(request.body.toString()).toBe(body('hello'))
  })

  test('A client that leaves is noticed', async () => {
    const abort = new AbortController()
    const call = post('fault:silent', { signal: abort.signal }).catch((error) => error.name)
    const request = await upstream.nthRequest(1)
    abort.abort()
    expect(await call).toBe('AbortError')
    expect(await request.closed).toEqual({ isAborted: true })
  })
})

describe('Directives', () => {
  const half = Math.floor(whole.length / 2)

  test.each(['fin', 'rst'])(
    'A cut by %s at a byte gives the bytes before it and a broken connection',
    async (how) => {
      upstream.setDefault(stream(frames))
      for (const at of [0, 1, half, whole.length - 1]) {
        const { text, error } = await readUntilEnd('/v1/messages', {
          'x-fault': `text@tokens=5;cut@bytes=${at},how=${how}`,
        })
        expect(error).not.toBeNull()
        expect(text).toBe(whole.slice(0, at))
      }
      expect(await upstream.requests[0]?.closed).toEqual({ isAborted: false })
    },
  )

  test('A cut by end is a proper end', async () => {
    const headers = { 'x-fault': `text@tokens=5;cut@bytes=${half},how=end` }
    const answer = await readUntilEnd('/v1/messages', headers)
    expect(answer).toEqual({ text: whole.slice(0, half), error: null })
  })

  test('The text of the last turn chooses too', async () => {
    expect(await (await post('please fault:text@tokens=5;chunks@size=9 now')).text()).toBe(whole)
    expect((await post('fault:status@code=429,retry-after=2')).headers.get('retry-after')).toBe('2')
    expect(await (await post('fault:error@frames=4')).text()).toMatch(/event: error\ndata: .*\n\n$/)
    expect(await (await post('fault:malformed')).text()).toContain('data: {"type":\n\n')
    const redirect = await post('fault:redirect', { redirect: 'manual' })
    expect(redirect.status).toBe(307)
  })

  test('A hang-up resets the connection before any answer', async () => {
    await expect(post('fault:hangup')).rejects.toThrow()
  })

  test('A stall sends the bytes before it and then nothing', async () => {
    const abort = new AbortController()
    const response = await post('fault:text@tokens=5;stall@bytes=40', { signal: abort.signal })
    const reader = response.body?.getReader()
    expect((await reader?.read())?.value).toHaveLength(40)
    abort.abort()
    expect(await upstream.requests[0]?.closed).toEqual({ isAborted: true })
  })

  test('An unknown directive is told', async () => {
    const response = await post('fault:nonsense')
    expect(response.status).toBe(500)
    expect(await response.text()).toContain('nonsense')
  })
})

describe('By default it is a small Messages API', () => {
  const client = () => new Anthropic({ apiKey: 'none', baseURL: upstream.url, maxRetries: 0 })
  const ask = { model: 'fake-model', max_tokens: 9 }

  test('It echoes, streamed or not', async () => {
    const messages = [{ role: 'user' as const, content: 'say 潮汐 twice' }]
    const whole = await client().messages.create({ ...ask, messages })
    const streamed = await client()
      .messages.stream({ ...ask, messages })
      .finalMessage()
    for (const { content } of [whole, streamed]) {
      expect(content).toMatchObject([{ type: 'text', text: 'say 潮汐 twice' }])
    }
  })

  test('It calls the first tool and reads its result', async () => {
    const tools = [{ name: 'look', input_schema: { type: 'object' as const } }]
    const question = { role: 'user' as const, content: 'go' }
    const call = await client().messages.create({ ...ask, tools, messages: [question] })
    expect(call).toMatchObject({
      stop_reason: 'tool_use',
      content: [{ type: 'tool_use', name: 'look', input: { echo: 'go' } }],
    })
    const result = { type: 'tool_result' as const, tool_use_id: 'toolu_01FakeCall', content: '42' }
    const messages = [
      question,
      { role: 'assistant' as const, content: call.content },
      { role: 'user' as const, content: [result] },
    ]
    const answer = await client().messages.create({ ...ask, tools, messages })
    expect(answer.content).toMatchObject([{ text: 'The tool said: 42' }])
  })

  test('It goes on after a prefill, counts tokens and lists models', async () => {
    const messages = [
      { role: 'user' as const, content: 'go' },
      { role: 'assistant' as const, content: 'Once' },
    ]
    const answer = await client().messages.create({ ...ask, messages })
    expect(answer.content).toMatchObject([{ text: 'and so it ends.' }])
    expect(await client().messages.countTokens({ model: 'm', messages })).toHaveProperty(
      'input_tokens',
    )
    const ids: string[] = []
    for await (const { id } of client().models.list()) ids.push(id)
    expect(ids).toContain('claude-sonnet-4-20250514')
  })

  test('Numbered text never repeats a token', () => {
    const tokens = numberedText(1000).trim().split(' ')
    expect(new Set(tokens).size).toBe(1000)
  })
})

test('A refused URL refuses', async () => {
  await expect(fetch(await refusedUrl())).rejects.toThrow()
})
