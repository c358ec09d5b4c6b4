import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import Anthropic from '@anthropic-ai/sdk'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readFixture } from './__fixtures__/read-fixture'
import { EMPTY_FOLD, fold } from './accumulate'
import { createSseReader, readWireEvent } from './sse'

// The official SDK reads each stream over a real socket; our fold must agree with it.
let server: Server
let client: Anthropic

beforeAll(async () => {
  server = createServer((request, response) => {
    const name = request.headers['x-fixture']
    response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' })
    response.end(readFixture(String(name)))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // a listening TCP server has no other kind
  client = new Anthropic({ apiKey: 'none', baseURL: `http://127.0.0.1:${port}`, maxRetries: 0 })
})

afterAll(() => {
  server.closeAllConnections()
  server.close()
})

const params = {
  model: 'any',
  max_tokens: 1,
  messages: [{ role: 'user' as const, content: 'any' }],
}

function foldFixture(name: string) {
  const events = createSseReader().push(readFixture(name)).map(readWireEvent)
  return events.reduce((state, event) => (event === null ? state : fold(state, event)), EMPTY_FOLD)
}

/** As JSON, with what the SDK adds (`parsed_output`) and leaves undefined taken away. */
function plain(message: object): unknown {
  const { parsed_output: _, ...rest } = JSON.parse(JSON.stringify(message))
  return rest
}

describe('The official SDK accumulates the same message', () => {
  test.each([
    'text',
    'text-crlf',
    'text-cr',
    'thinking',
    'thinking-omitted',
    'thinking-redacted',
    'tool-use',
    'citations',
    'server-tools',
    'refusal',
    'stop-sequence',
    'pings',
    'message-delta-repeated',
    'empty-answer',
  ])('%s', async (name) => {
    const stream = client.messages.stream(params, { headers: { 'x-fixture': name } })
    const theirs = await stream.finalMessage()
    const ours = foldFixture(name)
    expect(ours).toMatchObject({ isDone: true, error: null, open: [], partialJson: {} })
    expect(ours.message).toEqual(plain(theirs))
  })

  test('beta-blocks, by the beta helper', async () => {
    const stream = client.beta.messages.stream(params, { headers: { 'x-fixture': 'beta-blocks' } })
    const theirs = await stream.finalMessage()
    expect(foldFixture('beta-blocks').message).toEqual(plain(theirs))
  })
})

test('Where the SDK raises an error event, the fold holds it', async () => {
  const stream = client.messages.stream(params, { headers: { 'x-fixture': 'error-mid-stream' } })
  await expect(stream.finalMessage()).rejects.toMatchObject({ type: 'overloaded_error' })
  expect(foldFixture('error-mid-stream').error?.type).toBe('overloaded_error')
})
