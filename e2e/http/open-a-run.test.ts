import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import Anthropic from '@anthropic-ai/sdk'
import Database from 'libsql'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Conversation, StartRun } from '@/lib/domain/conversation'
import { newId } from '@/lib/domain/ids'
import { type PackedConversation, unpackConversation } from '@/lib/domain/packed-conversation'
import type { Settings } from '@/lib/domain/settings'
import type { ToolCall } from '@/lib/domain/tools/call'
import { resultBlocks } from '@/lib/domain/tools/loop'
import { accountOf } from '@/lib/domain/upstream-keys'
import { parseRecord } from '@/lib/wire/json'
import type { Block } from '@/lib/wire/types'
import { CORPUS } from '../harness/captured-bodies'
import { type FakeUpstream, startFakeUpstream } from '../harness/fake-upstream'
import {
  createParleyClient,
  newTurn,
  type ParleyClient,
  upstreamEnv,
} from '../harness/parley-client'
import { send } from '../harness/raw-http'
import { type ParleyServer, startParley } from '../harness/server'
import { storedRuns } from '../harness/stored-runs'
import { failure, json } from '../harness/upstream/script'

const THINKING: Block = { type: 'thinking', thinking: 'Hm.', signature: 'c2lnbmVk' }
const CALL: Block = { type: 'tool_use', id: 'toolu_9', name: 'read', input: { path: 'a' } }

let upstream: FakeUpstream
let parley: ParleyServer
let client: ParleyClient
const seen = new Set<string>()
beforeAll(async () => {
  upstream = await startFakeUpstream()
  parley = await startParley({ env: upstreamEnv(upstream.url) })
  client = createParleyClient(parley.url)
})
afterAll(async () => {
  await parley.stop()
  await upstream.close()
})
beforeEach(() => upstream.reset())

/** The run of the last call at the gateway, when its end is stored. Each is asked for once. */
async function lastRunId(): Promise<string> {
  const fresh = () =>
    storedRuns(parley.dataDir).find(({ source, id }) => source === 'gateway' && !seen.has(id))
  await expect.poll(() => fresh()?.ended_at).toBeGreaterThan(0)
  const id = fresh()?.id ?? ''
  seen.add(id)
  return id
}

function callGateway(body: string | Buffer, headers: Record<string, string> = {}) {
  const own = { 'x-api-key': parley.gatewayKey, 'anthropic-version': '2023-06-01', ...headers }
  return send(`${parley.url}/v1/messages`, { body, headers: own })
}

function open(id: string): Promise<Response> {
  const headers = { origin: parley.url, 'content-type': 'application/json' }
  return fetch(`${parley.url}/api/runs/${id}/open`, { method: 'POST', headers })
}

async function opened(id: string): Promise<Conversation> {
  const answer = await open(id)
  expect(answer.status).toBe(201)
  const { conversationId } = await answer.json()
  const packed = await fetch(`${parley.url}/api/conversations/${conversationId}`)
  return unpackConversation((await packed.json()) as PackedConversation)
}

async function refusal(id: string): Promise<[number, string]> {
  const answer = await open(id)
  return [answer.status, (await answer.json()).error.message]
}

/** Starts a run as the screen does: under the settings of the conversation, for the account in use. */
async function ask(conversation: Conversation, over: Partial<StartRun>): Promise<void> {
  const settings = conversation.settings ?? newTurn('').settings
  const known = (await (await fetch(`${parley.url}/api/settings`)).json()) as Settings
  const view = known.upstreams.find(({ name }) => name === settings.upstream)
  const account = accountOf(view?.keyInUse)
  const start = newTurn('', { conversationId: conversation.id, settings, account, ...over })
  await client.start(start)
  await client.ended([start.id])
}

function change(sql: string, ...values: string[]): void {
  const database = new Database(join(parley.dataDir, 'parley.db'), { timeout: 5000 })
  database.prepare(sql).run(...values)
  database.close()
}

const asked = () => upstream.requests.filter(({ path }) => path.startsWith('/v1/messages'))
const bodyAt = (index: number) => parseRecord(asked().at(index)?.body.toString('utf8') ?? '') ?? {}
const headersAt = (index: number) =>
  asked()
    .at(index)
    ?.headers.filter(([name]) => /^anthropic-/i.test(name))
const AGAIN = { userMessage: null }

describe('a call of the SDK, opened as a conversation', () => {
  it('Asks again for the same, and goes on after its tool call with its signature', async () => {
    const sdk = new Anthropic({ baseURL: parley.url, apiKey: parley.gatewayKey, maxRetries: 0 })
    upstream.enqueue(
      json({
        id: 'msg_1',
        type: 'message',
        role: 'assistant',
        model: 'claude-sonnet-5-5',
        content: [THINKING, CALL],
        stop_reason: 'tool_use',
        stop_sequence: null,
        usage: { input_tokens: 5, output_tokens: 6 },
      }),
    )
    const request = {
      model: 'claude-sonnet-5-5',
      max_tokens: 2048,
      betas: ['context-management-2025-06-27', 'files-api-2025-04-14'],
      system: [{ type: 'text', text: 'Long.', cache_control: { type: 'ephemeral', ttl: '1h' } }],
      tools: [{ name: 'read', input_schema: { type: 'object' } }],
      thinking: { type: 'adaptive' },
      messages: [
        { role: 'user', content: 'Read a, please' },
        {
          role: 'assistant',
          content: [
            { type: 'thinking', thinking: 'Early.', signature: 'ZWFybHk=' },
            { type: 'text', text: 'Sure?' },
          ],
        },
        {
          role: 'user',
          content: [{ type: 'text', text: 'Yes', cache_control: { type: 'ephemeral' } }],
        },
      ],
    } satisfies Anthropic.Beta.MessageCreateParamsNonStreaming
    await sdk.beta.messages.create(request, { query: { beta: true } })
    const id = await lastRunId()
    const conversation = await opened(id)
    expect(conversation).toMatchObject({
      title: 'Read a, please',
      messages: [
        { role: 'user', content: [{ type: 'text', text: 'Read a, please' }] },
        { role: 'assistant', runId: null },
        { role: 'user' },
        { role: 'assistant', content: null, runId: id },
      ],
      runs: [{ id, source: 'gateway', message: { content: [THINKING, CALL] } }],
      settings: {
        upstream: 'anthropic',
        maxTokens: 2048,
        thinkingType: 'adaptive',
        stream: false,
        system: '',
        carried: { betas: ['context-management-2025-06-27', 'files-api-2025-04-14'], headers: [] },
      },
    })
    const [question, head] = conversation.messages.slice(-2)

    await ask(conversation, { ...AGAIN, parentId: question?.id ?? null })
    expect(asked()).toHaveLength(2)
    expect(bodyAt(1)).toStrictEqual(bodyAt(0))
    expect(headersAt(1)).toEqual(headersAt(0))
    // As older SDKs call their beta methods.
    expect(asked().map(({ path }) => path)).toEqual(Array(2).fill('/v1/messages?beta=true'))

    const result: Block = { type: 'tool_result', tool_use_id: 'toolu_9', content: 'one' }
    const userMessage = { id: newId(), content: [result] }
    await ask(conversation, { parentId: head?.id ?? null, userMessage })
    expect(bodyAt(2).messages).toStrictEqual([
      ...[bodyAt(0).messages].flat(),
      { role: 'assistant', content: [THINKING, CALL] },
      { role: 'user', content: [result] },
    ])
  })

  it('Answers by hand what its last turn waits for, and sends that once all of it is there', async () => {
    const other: Block = { ...CALL, id: 'toolu_10' }
    upstream.enqueue(
      json({
        ...{ id: 'msg_2', type: 'message', role: 'assistant', model: 'claude-sonnet-5-5' },
        content: [THINKING, CALL, other],
        ...{ stop_reason: 'tool_use', stop_sequence: null, usage: {} },
      }),
    )
    const request = {
      model: 'claude-sonnet-5-5',
      max_tokens: 2048,
      tools: [{ name: 'read', input_schema: { type: 'object' } }],
      messages: [{ role: 'user', content: 'Read a and b' }],
    }
    await callGateway(JSON.stringify(request))
    const conversation = await opened(await lastRunId())
    const open = { by: 'hand', state: 'waiting', resultMessageId: null }
    expect(conversation.toolCalls).toMatchObject([
      { ...open, id: 'toolu_9', messageId: conversation.headId },
      { ...open, id: 'toolu_10' },
    ])
    const path = `/api/conversations/${conversation.id}/turns/${conversation.headId}/calls/`
    const answer = async (id: string, content: string) => {
      const body = JSON.stringify({ act: 'answer', result: { content, isError: false } })
      const headers = { origin: parley.url, 'content-type': 'application/json' }
      const answered = await fetch(parley.url + path + id, { method: 'POST', headers, body })
      return (await answered.json()).calls
    }
    await answer('toolu_9', 'one')
    const held: ToolCall[] = await answer('toolu_10', 'two')
    expect(held.map(({ state }) => state)).toEqual(['done', 'done'])
    const userMessage = { id: newId(), content: resultBlocks(held) }
    await ask(conversation, { parentId: conversation.headId, userMessage })
    expect(asked()).toHaveLength(2)
    expect(bodyAt(1)).toStrictEqual({
      ...request,
      messages: [
        ...request.messages,
        { role: 'assistant', content: [THINKING, CALL, other] },
        {
          role: 'user',
          content: [
            { type: 'tool_result', tool_use_id: 'toolu_9', content: 'one' },
            { type: 'tool_result', tool_use_id: 'toolu_10', content: 'two' },
          ],
        },
      ],
    })
    const after = await client.conversation(conversation.id)
    expect(after?.toolCalls.map(({ resultMessageId }) => resultMessageId)).toEqual(
      Array(2).fill(userMessage.id),
    )
  })

  it('Asks again for the same, whatever a program may have asked for', async () => {
    for (const [name, body] of CORPUS) {
      upstream.reset()
      expect((await callGateway(JSON.stringify(body))).status, name).toBe(200)
      const conversation = await opened(await lastRunId())
      const parentId = conversation.messages.at(-2)?.id ?? null
      await ask(conversation, { ...AGAIN, parentId })
      expect(bodyAt(-1), name).toStrictEqual(bodyAt(0))
    }
  })

  it('Is read out of a compressed body, and says what JSON cannot hold', async () => {
    const text =
      '{"model":"claude-sonnet-5-5","max_tokens":9,"metadata":{"user_id":"a","user_id":"b","n":9007199254740993},"messages":[{"role":"user","content":"Packed"}]}'
    // The fake cannot read it either; what matters is what was asked.
    await callGateway(gzipSync(text), { 'content-encoding': 'gzip' })
    const { title, settings } = await opened(await lastRunId())
    expect(title).toBe('Packed')
    expect(settings?.carried?.caveats).toEqual([
      { kind: 'duplicate', name: 'user_id' },
      { kind: 'number', name: '9007199254740993' },
    ])
  })

  it('Goes to the default upstream, and says so, when its own is there no more; thinking stays behind', async () => {
    const [, loop = {}] = CORPUS.find(([name]) => name.startsWith('a tool loop')) ?? []
    await callGateway(JSON.stringify(loop))
    const id = await lastRunId()
    change(`UPDATE runs SET upstream = 'gone' WHERE id = ?`, id)
    const conversation = await opened(id)
    expect(conversation.settings).toMatchObject({
      upstream: 'anthropic',
      carried: { caveats: [{ kind: 'upstream', name: 'gone' }] },
    })
    await ask(conversation, { ...AGAIN, parentId: conversation.messages.at(-2)?.id ?? null })
    expect(asked().at(-1)?.body.toString()).toContain('"tool_use"')
    expect(asked().at(-1)?.body.toString()).not.toContain('signature')
  })
})

describe('a run that cannot simply be opened', () => {
  const HI =
    '{"model":"claude-sonnet-5-5","max_tokens":9,"messages":[{"role":"user","content":"Hi"}]}'

  it('Failed: then it ends with its failure, and can be asked again', async () => {
    upstream.enqueue(failure(400, 'invalid_request_error'))
    await callGateway(HI)
    const { messages, runs } = await opened(await lastRunId())
    expect(messages).toHaveLength(2)
    expect(runs).toMatchObject([{ status: 'failed', message: null, messageId: messages[1]?.id }])
  })

  it('Is one of a conversation: that is answered, until it is deleted', async () => {
    const start = newTurn('Mine')
    await client.start(start)
    await client.ended([start.id])
    const answer = await open(start.id)
    expect(answer.status).toBe(200)
    expect(await answer.json()).toEqual({ conversationId: start.conversationId })
    const headers = { origin: parley.url }
    const path = `${parley.url}/api/conversations/${start.conversationId}`
    await fetch(path, { method: 'DELETE', headers })
    expect(await refusal(start.id)).toEqual([409, 'The conversation of this run was deleted.'])
  })

  it.each([
    ['hello', 'The request of this run is no JSON object.'],
    ['{"max_tokens":9,"messages":[]}', 'The request of this run names no model'],
    [
      `{"model":"m","messages":[{"role":"user","content":"x"}],"tools":${'['.repeat(70)}${']'.repeat(70)}}`,
      'nested deeper than 64 levels.',
    ],
    ['{"model":"m","messages":[]}', 'messages: it holds none.'],
    ['{"model":"m","messages":[{"role":"tool","content":"x"}]}', 'messages.0.role: it is "tool".'],
  ])('Asked for what is no conversation: %s', async (body, why) => {
    await callGateway(body)
    const [status, message] = await refusal(await lastRunId())
    expect([status, message]).toEqual([409, expect.stringContaining(why)])
  })

  it('Was not kept, is packed in an unknown way, is still under way, or is not there', async () => {
    await callGateway(HI)
    const id = await lastRunId()
    change(`UPDATE runs SET request_body = NULL WHERE id = ?`, id)
    expect(await refusal(id)).toEqual([409, expect.stringContaining('was not kept')])
    const packed = `[["content-encoding","zstd"]]`
    change(
      `UPDATE runs SET request_bytes = X'28B52FFD', request_headers = ? WHERE id = ?`,
      packed,
      id,
    )
    expect(await refusal(id)).toEqual([409, expect.stringContaining('content encoding is zstd')])
    upstream.enqueue({ frames: [], refusal: 'silent' })
    const abort = new AbortController()
    const own = { 'x-api-key': parley.gatewayKey, 'anthropic-version': '2023-06-01' }
    const hanging = fetch(`${parley.url}/v1/messages`, {
      method: 'POST',
      body: HI,
      headers: own,
      signal: abort.signal,
    }).catch(() => null)
    const live = () => storedRuns(parley.dataDir).find(({ ended_at }) => ended_at === null)
    await expect.poll(() => live()?.status).toBe('queued')
    expect(await refusal(live()?.id ?? '')).toEqual([409, expect.stringContaining('still being')])
    abort.abort()
    await hanging
    expect((await refusal(newId()))[0]).toBe(404)
  })
})
