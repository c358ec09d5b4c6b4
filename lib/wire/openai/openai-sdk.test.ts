import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import OpenAI from 'openai'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { eventsOf, foldAll } from '../__fixtures__/events'
import { ApiError, isApiError } from '../errors'
import { createChunkEncoder } from './chunks'
import { toChatCompletion } from './completion'
import { toOpenAiError } from './error'
import { toOpenAiHeaders } from './headers'
import { toOpenAiModel, toOpenAiModelList } from './model'
import { type MessagesRequest, toMessagesRequest } from './request'

// The official SDK of OpenAI talks to these functions over a real socket; the model's name picks the fixture.
const CREATED = 1_764_000_000
const MODELS = [{ id: 'm', created_at: '2025-05-14T00:00:00Z' }]
let server: Server
let client: OpenAI
let lastRequest: MessagesRequest | null = null

function answer(body: string): [contentType: string, text: string] {
  const asked = toMessagesRequest(JSON.parse(body), {
    defaultMaxTokens: () => 100,
    canSample: () => ({ temperature: true, topP: true, both: false }),
    mapping: { responseFormat: () => false, reasoningEffort: () => false },
  })
  lastRequest = asked
  const { model } = asked.body
  if (model === 'limited') throw new ApiError(429, 'Too fast.')
  const events = eventsOf(model)
  if (!asked.stream) {
    const { message } = foldAll(events)
    return message === null
      ? ['text/plain', '']
      : ['application/json', JSON.stringify(toChatCompletion(message, CREATED))]
  }
  const encoder = createChunkEncoder({ includeUsage: asked.includeUsage, created: CREATED })
  const sent = events.map((event) => encoder.write(event)).join('')
  const cut = encoder.fail({ type: 'api_error', message: 'The stream was cut.' })
  return ['text/event-stream', sent + cut]
}

beforeAll(async () => {
  server = createServer(async (request, response) => {
    const headers = toOpenAiHeaders(
      [
        ['request-id', 'req_1'],
        ['retry-after', '9'],
      ],
      CREATED * 1000,
    )
    for (const [name, value] of headers) response.setHeader(name, value)
    try {
      const list = JSON.stringify(toOpenAiModelList(MODELS))
      const [type, body] =
        request.method === 'GET' ? ['application/json', list] : answer(await text(request))
      response.writeHead(200, { 'content-type': type }).end(body)
    } catch (error) {
      if (!isApiError(error)) throw error
      const body = JSON.stringify(toOpenAiError(error.status, error))
      response.writeHead(error.status, { 'content-type': 'application/json' }).end(body)
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // a listening TCP server has no other kind
  client = new OpenAI({ apiKey: 'none', baseURL: `http://127.0.0.1:${port}/v1`, maxRetries: 0 })
})

afterAll(() => {
  server.closeAllConnections()
  server.close()
})

const messages: OpenAI.ChatCompletionMessageParam[] = [{ role: 'user', content: 'Hi' }]

describe("OpenAI's SDK accumulates the stream to what it gets without one", () => {
  test.each([
    'text',
    'tool-use',
    'thinking',
    'citations',
    'server-tools',
    'stop-sequence',
    'empty-answer',
    'unknown',
    'message-delta-repeated',
    'baseline-data-only',
  ])('%s', async (model) => {
    const plain = await client.chat.completions.create({ model, messages })
    const stream = client.chat.completions.stream({
      model,
      messages,
      stream_options: { include_usage: true },
    })
    const { choices, usage, id, created } = await stream.finalChatCompletion()
    expect({ id, created, usage }).toEqual({
      id: plain.id,
      created: CREATED,
      usage: plain.usage,
    })
    const [streamed] = choices
    const [whole] = plain.choices
    expect(streamed?.finish_reason).toBe(whole?.finish_reason)
    expect(streamed?.message.content ?? '').toBe(whole?.message.content ?? '')
    expect(callsOf(streamed?.message)).toEqual(callsOf(whole?.message))
  })
})

function callsOf(message: OpenAI.ChatCompletionMessage | undefined) {
  return (message?.tool_calls ?? []).map((call) =>
    call.type === 'function'
      ? { id: call.id, name: call.function.name, input: JSON.parse(call.function.arguments) }
      : call,
  )
}

test('Item 75: calls that the SDK received go back with their results as one turn', async () => {
  const model = 'tool-use'
  const { choices } = await client.chat.completions.create({ model, messages })
  const called = choices[0]?.message
  const calls = called?.tool_calls ?? []
  expect(calls).toHaveLength(3)
  const results = calls.map(
    ({ id }, at) => ({ role: 'tool', tool_call_id: id, content: `${at}` }) as const,
  )
  const turns = [...messages, ...(called === undefined ? [] : [called]), ...results]
  await client.chat.completions.create({ model, messages: turns })
  expect(lastRequest?.body.messages.slice(1)).toEqual([
    {
      role: 'assistant',
      content: foldAll(eventsOf(model)).message?.content.map(({ caller: _, ...block }) => block),
    },
    {
      role: 'user',
      content: calls.map(({ id }, at) => ({
        type: 'tool_result',
        tool_use_id: id,
        content: `${at}`,
      })),
    },
  ])
})

test.each([true, false])(
  'Item 77: include_usage %s decides on the usage chunk',
  async (isAsked) => {
    const stream = await client.chat.completions.create({
      model: 'text',
      messages,
      stream: true,
      ...(isAsked ? { stream_options: { include_usage: true } } : {}),
    })
    const chunks: OpenAI.ChatCompletionChunk[] = []
    for await (const chunk of stream) chunks.push(chunk)
    const told = chunks.filter(({ usage }) => usage !== null && usage !== undefined)
    expect(told).toHaveLength(isAsked ? 1 : 0)
    expect(chunks.filter((chunk) => chunk.choices.length === 0)).toEqual(told)
    expect(chunks.at(-1)?.choices).toHaveLength(isAsked ? 0 : 1)
  },
)

describe('Errors', () => {
  test('Items 76 and 78: n of 2 raises a bad request with status, type, field and request id', async () => {
    const call = client.chat.completions.create({ model: 'text', messages, n: 2 })
    await expect(call).rejects.toBeInstanceOf(OpenAI.BadRequestError)
    await expect(call).rejects.toMatchObject({
      status: 400,
      type: 'invalid_request_error',
      param: null,
      code: null,
      requestID: 'req_1',
      message: '400 n: only 1 choice is supported',
    })
  })

  test('Item 78: a limit raises as such, a stream asked for or not', async () => {
    const call = client.chat.completions.create({ model: 'limited', messages, stream: true })
    await expect(call).rejects.toBeInstanceOf(OpenAI.RateLimitError)
    await expect(call).rejects.toMatchObject({ status: 429, type: 'rate_limit_error' })
  })

  test.each([
    ['error-mid-stream', 'overloaded_error', 'Overloaded', 'The first half of an answer'],
    ['cut', 'api_error', 'The stream was cut.', ''],
  ])('Item 78: %s raises %s after the text before it', async (model, type, message, before) => {
    const stream = await client.chat.completions.create({ model, messages, stream: true })
    let content = ''
    const read = async () => {
      for await (const chunk of stream) content += chunk.choices[0]?.delta.content ?? ''
    }
    await expect(read()).rejects.toMatchObject({ type, message, status: undefined })
    expect(content).toBe(before)
  })
})

test('The SDK lists the models', async () => {
  const { data } = await client.models.list()
  expect(data).toEqual(MODELS.map(toOpenAiModel))
})
