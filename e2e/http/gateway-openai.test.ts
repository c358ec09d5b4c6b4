import OpenAI, { APIError } from 'openai'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { parseRecord } from '@/lib/wire/json'
import { type FakeUpstream, startFakeUpstream } from '../harness/fake-upstream'
import { upstreamEnv } from '../harness/parley-client'
import { sendJson } from '../harness/raw-http'
import { DOORS, type ParleyServer, startParley } from '../harness/server'
import { storedRuns } from '../harness/stored-runs'
import { encodeEvents, messageOf, textEvents } from '../harness/upstream/answers'
import { failure, json, stream } from '../harness/upstream/script'

const HI = { role: 'user', content: 'Hi' } as const
const WEATHER = {
  type: 'function',
  function: { name: 'weather', parameters: { type: 'object', properties: {} } },
} as const

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

  const client = (base = '', path = '') =>
    new OpenAI({ baseURL: parley.url + base + path, apiKey: parley.gatewayKey, maxRetries: 0 })
  /** What upstream was asked, last. */
  const asked = () => parseRecord(upstream.requests.at(-1)?.body.toString() ?? '') ?? {}
  const answer = (content: unknown[], stop_reason: string) =>
    json({ ...messageOf(textEvents(1)), content, stop_reason })

  it.each(['', '/v1', '/v1/', '/u/anthropic', '/u/anthropic/v1'])(
    'Item 73: the SDK works with a base URL that ends in "%s"',
    async (base) => {
      const one = await client(base).chat.completions.create({ model: 'm', messages: [HI] })
      expect(one).toMatchObject({
        object: 'chat.completion',
        choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant' } }],
      })
      expect(upstream.requests.at(-1)?.path).toBe('/v1/messages')
      const ids: string[] = []
      for await (const { id } of client(base).models.list()) ids.push(id)
      expect(ids).toContain('claude-sonnet-5-5')
      expect(await client(base).models.retrieve('claude-sonnet-5-5')).toMatchObject({
        object: 'model',
      })
    },
  )

  it('Item 74: system and developer messages become one system, joined by single newlines', async () => {
    await client().chat.completions.create({
      model: 'm',
      messages: [
        { role: 'system', content: 'One.' },
        HI,
        { role: 'developer', content: 'Two.' },
        { role: 'system', content: 'Three.' },
      ],
    })
    expect(asked()).toMatchObject({ system: 'One.\nTwo.\nThree.', messages: [{ role: 'user' }] })
  })

  it('Item 75: parallel tool calls go out, and their results come back in one user message', async () => {
    const calls = [
      { type: 'tool_use', id: 'toolu_1', name: 'weather', input: { at: 'Rome' } },
      { type: 'tool_use', id: 'toolu_2', name: 'weather', input: {} },
    ]
    upstream.enqueue(answer([{ type: 'text', text: 'Looking.' }, ...calls], 'tool_use'))
    const first = await client().chat.completions.create({
      model: 'm',
      messages: [HI],
      tools: [WEATHER],
    })
    const [choice] = first.choices
    expect(choice?.finish_reason).toBe('tool_calls')
    const said = choice?.message
    if (said?.tool_calls === undefined) throw new Error('No tool was called.')
    const results = said.tool_calls.map(({ id }) => ({
      role: 'tool' as const,
      tool_call_id: id,
      content: `of ${id}`,
    }))
    await client().chat.completions.create({
      model: 'm',
      tools: [WEATHER],
      messages: [HI, said, ...results],
    })
    expect(asked().messages).toEqual([
      { role: 'user', content: 'Hi' },
      { role: 'assistant', content: [{ type: 'text', text: 'Looking.' }, ...calls] },
      {
        role: 'user',
        content: ['toolu_1', 'toolu_2'].map((id) => ({
          type: 'tool_result',
          tool_use_id: id,
          content: `of ${id}`,
        })),
      },
    ])
  })

  it('Item 76: n:2 is 400, 1.7 behaves as 1, and ignored fields change nothing', async () => {
    const ask = (more: object) =>
      client().chat.completions.create({
        model: 'claude-sonnet-4-20250514',
        messages: [HI],
        ...more,
      })
    await expect(ask({ n: 2 })).rejects.toMatchObject({ status: 400 })
    expect(upstream.requests).toHaveLength(0)
    await ask({ temperature: 1.7, seed: 3, logit_bias: {}, user: 'me', service_tier: 'auto' })
    expect(asked().temperature).toBe(1)
    expect(Object.keys(asked()).sort()).toEqual(['max_tokens', 'messages', 'model', 'temperature'])
  })

  it('Item 77: include_usage gives one final usage chunk before the end, else there is none', async () => {
    const chunks = async (stream_options?: { include_usage: boolean }) => {
      upstream.enqueue(stream(encodeEvents(textEvents(5))))
      const list: OpenAI.ChatCompletionChunk[] = []
      const one = { model: 'm', messages: [HI], stream: true as const }
      const all = await client().chat.completions.create({
        ...one,
        ...(stream_options === undefined ? {} : { stream_options }),
      })
      for await (const chunk of all) list.push(chunk)
      return list
    }
    const with_ = await chunks({ include_usage: true })
    expect(with_.at(-1)).toMatchObject({ choices: [], usage: { completion_tokens: 5 } })
    expect(with_.filter(({ usage }) => usage != null)).toHaveLength(1)
    const without = await chunks()
    expect(without.every(({ usage }) => usage == null)).toBe(true)
    const text = without.map(({ choices }) => choices[0]?.delta.content ?? '').join('')
    expect(text).toBe(messageOf(textEvents(5))?.content[0]?.text)
  })

  it('Item 78: errors reach the SDK with status, type and request id, and raise in mid-stream', async () => {
    upstream.enqueue(
      failure(429, 'rate_limit_error', [
        ['request-id', 'req_7'],
        ['retry-after', '9'],
      ]),
    )
    const ask = (stream = false) =>
      client().chat.completions.create({ model: 'm', messages: [HI], stream })
    await expect(ask()).rejects.toMatchObject({
      status: 429,
      type: 'rate_limit_error',
      requestID: 'req_7',
    })
    const wrongKey = new OpenAI({ baseURL: parley.url, apiKey: 'wrong', maxRetries: 0 })
    await expect(
      wrongKey.chat.completions.create({ model: 'm', messages: [HI] }),
    ).rejects.toMatchObject({ status: 401, requestID: expect.stringMatching(/^req_/) })
    const frames = encodeEvents([
      ...textEvents(5).slice(0, 4),
      { type: 'error', error: { type: 'overloaded_error', message: 'Busy' } },
    ])
    for (const broken of [
      stream(frames),
      { ...stream(frames.slice(0, 3)), cut: { atByte: 300, how: 'rst' as const } },
    ]) {
      upstream.enqueue(broken)
      const all = await client().chat.completions.create({
        model: 'm',
        messages: [HI],
        stream: true,
      })
      const read = async () => {
        for await (const _ of all);
      }
      await expect(read()).rejects.toBeInstanceOf(APIError)
    }
  })

  it('Item 79: data URL images arrive as base64 with their type, others as url', async () => {
    const url = (url: string) => ({ type: 'image_url' as const, image_url: { url } })
    const content = [
      url('data:image/png;base64,iVBORw0KGgo='),
      url('https://pictures.example/a.png'),
    ]
    await client().chat.completions.create({ model: 'm', messages: [{ role: 'user', content }] })
    expect(asked().messages).toEqual([
      {
        role: 'user',
        content: [
          {
            type: 'image',
            source: { type: 'base64', media_type: 'image/png', data: 'iVBORw0KGgo=' },
          },
          { type: 'image', source: { type: 'url', url: 'https://pictures.example/a.png' } },
        ],
      },
    ])
  })

  it('A chat completion is a stored run: the Messages call that it stands for', async () => {
    const messages = [{ role: 'user' as const, content: 'kept as a run' }]
    await client('/v1').chat.completions.create({ model: 'm', messages, max_tokens: 7 })
    const run = () =>
      storedRuns(parley.dataDir).find(({ request_body }) => request_body?.includes('kept as a run'))
    await expect.poll(() => run()?.status, { timeout: 5000 }).toBe('complete')
    expect(run()).toMatchObject({ path: '/v1/chat/completions', client: 'openai 7.55', model: 'm' })
    expect(JSON.parse(run()?.request_body ?? '')).toEqual({ model: 'm', max_tokens: 7, messages })
  })

  it('A fallback is asked for what its own model takes: one that takes no temperature gets none', async () => {
    upstream.enqueue(failure(529, 'overloaded_error'))
    await client().chat.completions.create(
      { model: 'claude-haiku-4-5', messages: [HI], temperature: 0.5 },
      { headers: { 'x-parley-fallback': 'model=claude-opus-5-5' } },
    )
    const sent = upstream.requests.map(({ body }) => parseRecord(body.toString()))
    expect(sent).toMatchObject([
      { model: 'claude-haiku-4-5', temperature: 0.5 },
      { model: 'claude-opus-5-5' },
    ])
    expect(sent[1]).not.toHaveProperty('temperature')
  })

  it('What is no JSON, or no chat completion, is a 400 of OpenAI’s shape', async () => {
    const deep = '['.repeat(30_000) + ']'.repeat(30_000)
    const messages = '[{"role":"user","content":"Hi"}]'
    const bodies = ['{"model": oops', '[]', '{"model":"m"}']
    for (const body of [...bodies, `{"model":"m","messages":${messages},"thinking":${deep}}`]) {
      const headers = { authorization: `Bearer ${parley.gatewayKey}` }
      const { status, json } = await sendJson(`${parley.url}/chat/completions`, { body, headers })
      expect(status).toBe(400)
      expect(json).toMatchObject({ error: { message: expect.any(String), param: null } })
    }
    expect(upstream.requests).toHaveLength(0)
  })
})
