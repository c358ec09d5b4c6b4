import fc from 'fast-check'
import { afterAll, expect, it } from 'vitest'
import { seed } from '@/lib/wire/__fixtures__/seed'
import type { UpstreamError } from '../sink'
import { signThinking } from './answer/signature'
import { createTestSandbox } from './served-sandbox'

/** A single grey pixel. */
const PIXEL =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR42mNoAAAAggCB2kUIOwAAAABJRU5ErkJggg=='

let minutes = 0
/** Its clock goes fast, so that no limit is reached. */
const sandbox = createTestSandbox({ tps: 0, now: () => ++minutes * 60_000 })
afterAll(() => sandbox.close())

const SEAL = { model: 'claude-haiku-4-5-20251001', tokens: 1, prefix: '' }
const SCHEMA = {
  type: 'object',
  properties: { at: { anyOf: [{ $ref: '#/$defs/place' }, { type: 'array', minItems: 1 }] } },
  $defs: { place: { type: 'string', enum: ['here', 'there'] } },
  additionalProperties: false,
}

/** A request with something of everything, to be broken in one place or several. */
const REQUEST = {
  model: 'claude-haiku-4-5',
  max_tokens: 2000,
  system: [{ type: 'text', text: 'Be brief.', cache_control: { type: 'ephemeral', ttl: '1h' } }],
  messages: [
    {
      role: 'user',
      content: [
        { type: 'text', text: 'What is in these? [[pace=0]]' },
        {
          type: 'image',
          source: { type: 'base64', media_type: 'image/png', data: PIXEL },
        },
        {
          type: 'document',
          title: 'Notes',
          source: { type: 'content', content: [{ type: 'text', text: 'One' }] },
          citations: { enabled: false },
        },
      ],
    },
    {
      role: 'assistant',
      content: [
        { type: 'thinking', thinking: 'Hm', signature: signThinking(SEAL, 'Hm') },
        { type: 'tool_use', id: 'toolu_1', name: 'look', input: { at: [1, { b: null }] } },
      ],
    },
    {
      role: 'user',
      content: [
        { type: 'tool_result', tool_use_id: 'toolu_1', content: [{ type: 'text', text: 'A cat' }] },
        { type: 'text', text: '那么呢？' },
      ],
    },
  ],
  tools: [{ name: 'look', input_schema: SCHEMA, strict: true }],
  tool_choice: { type: 'auto', disable_parallel_tool_use: true },
  thinking: { type: 'enabled', budget_tokens: 1024 },
  output_config: { format: { type: 'json_schema', schema: SCHEMA } },
  stop_sequences: ['END'],
  metadata: { user_id: 'u' },
}

type Path = (string | number)[]

function pathsOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path]
  return [path, ...Object.entries(value).flatMap(([key, child]) => pathsOf(child, [...path, key]))]
}

/** A copy with one place replaced, or taken out where `value` is undefined. */
function change(source: unknown, path: Path, value: unknown): unknown {
  const [key, ...rest] = path
  if (key === undefined) return value
  if (typeof source !== 'object' || source === null) return source
  if (Array.isArray(source)) {
    return source.map((item, at) => (String(at) === key ? change(item, rest, value) : item))
  }
  const before: unknown = Reflect.get(source, key)
  return { ...source, [key]: change(before, rest, value) }
}

async function ask(body: unknown, path: string): Promise<{ status: number; json: string }> {
  let [status, json] = [0, '']
  await sandbox.transport(
    {
      method: 'POST',
      path,
      headers: [['anthropic-version', '2023-06-01']],
      body: new TextEncoder().encode(JSON.stringify(body) ?? ''),
      signal: new AbortController().signal,
      silenceFrom: 'start',
    },
    {
      head: (code) => {
        status = code
      },
      write: (chunk) => {
        json += new TextDecoder().decode(chunk)
      },
      end: () => {},
      fail: (error: UpstreamError) => expect.unreachable(error.message),
    },
  )
  return { status, json }
}

it('the request that is about to be broken is good', async () => {
  expect((await ask(REQUEST, '/v1/messages')).status).toBe(200)
})

it(`a request broken in any place gets an answer of the API’s shape, and never a 500 (seed ${seed})`, async () => {
  const mutation = fc.tuple(
    fc.constantFrom(...pathsOf(REQUEST)),
    fc.oneof(
      fc.constant(undefined),
      fc.jsonValue(),
      fc.constantFrom('user', 'assistant', 'system', 'tool_result', 'thinking', 'text', '', 0, -1),
    ),
  )
  const statuses = new Map<number, number>()
  await fc.assert(
    fc.asyncProperty(
      fc.array(mutation, { minLength: 1, maxLength: 3 }),
      fc.constantFrom('/v1/messages', '/v1/messages/count_tokens'),
      fc.boolean(),
      async (mutations, path, stream) => {
        const body = mutations.reduce<unknown>(
          (broken, [at, value]) => change(broken, at, value),
          path === '/v1/messages' ? { ...REQUEST, stream } : REQUEST,
        )
        const { status, json } = await ask(body, path)
        statuses.set(status, (statuses.get(status) ?? 0) + 1)
        expect([200, 400, 404]).toContain(status)
        if (json.startsWith('event: ')) {
          expect(json).toMatch(/\nevent: message_stop\ndata: \{"type":"message_stop"\}\n\n$/)
          return
        }
        const answer = JSON.parse(json)
        if (status === 200) return
        expect(answer).toMatchObject({ type: 'error', request_id: expect.stringMatching(/^req_/) })
        expect(answer.error.message).not.toMatch(/undefined|\[object|Invalid input/)
      },
    ),
    { numRuns: 800 },
  )
  // Both kinds were seen, so that the law was tried.
  expect(statuses.get(200)).toBeGreaterThan(8)
  expect(statuses.get(400)).toBeGreaterThan(200)
})
