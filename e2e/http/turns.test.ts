import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { StartRun } from '@/lib/domain/conversation'
import { newId } from '@/lib/domain/ids'
import type { RawRun } from '@/lib/domain/raw-run'
import { type FakeUpstream, startFakeUpstream } from '../harness/fake-upstream'
import {
  createParleyClient,
  newTurn,
  type ParleyClient,
  upstreamEnv,
} from '../harness/parley-client'
import { type ParleyServer, startParley } from '../harness/server'
import { encodeEvents, textEvents } from '../harness/upstream/answers'
import { createGate } from '../harness/upstream/gate'
import { stream } from '../harness/upstream/script'

let upstream: FakeUpstream
let parley: ParleyServer
let client: ParleyClient
beforeAll(async () => {
  upstream = await startFakeUpstream()
  parley = await startParley({ env: upstreamEnv(upstream.url) })
  client = createParleyClient(parley.url)
})
afterAll(async () => {
  await parley.stop()
  await upstream.close()
})

async function say(text: string, over: Partial<StartRun> = {}): Promise<StartRun> {
  const start = newTurn(text, over)
  await client.start(start)
  await client.ended([start.id])
  return start
}

function patch(path: string, body: unknown): Promise<Response> {
  const headers = { origin: parley.url, 'content-type': 'application/json' }
  return fetch(parley.url + path, { method: 'PATCH', headers, body: JSON.stringify(body) })
}

const raw = async (id: string): Promise<RawRun> =>
  (await fetch(`${parley.url}/api/runs/${id}/raw`)).json()

describe('the tree over HTTP', () => {
  it('Brings a branch into view, and refuses a turn that is none of the conversation’s', async () => {
    const first = await say('First')
    await say('Again', { conversationId: first.conversationId })
    const path = `/api/conversations/${first.conversationId}`
    const headId = first.assistantMessageId
    expect(await (await patch(path, { headId })).json()).toMatchObject({ id: first.conversationId })
    expect(await client.conversation(first.conversationId)).toMatchObject({ headId })
    expect((await patch(path, { headId: newId() })).status).toBe(404)
    expect((await patch(path, { headId: null })).status).toBe(400)
    expect(await client.conversation(first.conversationId)).toMatchObject({ headId })
  })

  it('Deletes from a turn on and brings it back, and stops an answer that arrives there', async () => {
    const first = await say('First')
    const gate = createGate()
    upstream.enqueue(stream(encodeEvents(textEvents(50)), { gate }))
    const second = newTurn('Second', {
      conversationId: first.conversationId,
      parentId: first.assistantMessageId,
    })
    await client.start(second)
    for (let i = 0; i < 6; i++) await gate.release()
    const path = `/api/conversations/${first.conversationId}/turns/${second.userMessage?.id}`
    const deleted = await patch(path, { deleted: true })
    expect(await deleted.json()).toEqual({ headId: first.assistantMessageId })
    expect(await client.run(second.id)).toMatchObject({ status: 'stopped' })
    expect((await client.conversation(first.conversationId))?.messages).toHaveLength(2)

    expect(await (await patch(path, { deleted: false })).json()).toEqual({
      headId: second.assistantMessageId,
    })
    const { messages, runs } = (await client.conversation(first.conversationId)) ?? {}
    expect(messages).toHaveLength(4)
    expect(runs?.map(({ status }) => status).sort()).toEqual(['complete', 'stopped'])
    expect((await patch(`${path}x`, { deleted: true })).status).toBe(404)
  })

  it('Keeps with a run what it was asked with, so that it can be asked so again', async () => {
    const turn = newTurn('Hot')
    turn.settings = { ...turn.settings, system: 'Rhyme.', temperature: 0.3 }
    await client.start(turn)
    await client.ended([turn.id])
    expect((await client.run(turn.id)).settings).toEqual(turn.settings)
  })
})

describe('another answer to the same question', () => {
  it('Comes from the sandbox in other words, from a seed that the raw view shows', async () => {
    const usual = newTurn('')
    const settings = { ...usual.settings, upstream: 'sandbox', model: 'claude-sonnet-4-6' }
    const text = 'Summarize in one sentence: the dam was built in 1931. It feeds three towns.'
    const first = await say(text, { settings })
    const again: StartRun = {
      ...newTurn(''),
      conversationId: first.conversationId,
      parentId: first.userMessage?.id ?? null,
      userMessage: null,
      settings,
    }
    await client.start(again)
    const ids = [first.id, again.id]
    const runs = await client.ended(ids)
    const [one, two] = ids.map((id) => JSON.stringify(runs.get(id)?.message?.content))
    expect(one).toContain('text')
    expect(two).toContain('text')
    expect(two).not.toBe(one)
    const seeds = await Promise.all(
      ids.map(async (id) => new Map((await raw(id)).request.headers).get('x-sandbox-seed')),
    )
    expect(seeds).toEqual([undefined, '1'])
  })
})

describe('the raw view', () => {
  it('Holds the request and the answer to the byte, with times, and no credential', async () => {
    const frames = encodeEvents(textEvents(5))
    upstream.enqueue(stream(frames, { headers: [['request-id', 'req_raw']] }))
    const turn = await say('Raw 你好')
    const { request, response } = await raw(turn.id)
    const sent = upstream.requests.at(-1)
    expect(request.body).toBe(sent?.body.toString())
    expect(response?.status).toBe(200)
    expect(response?.headers).toContainEqual(['request-id', 'req_raw'])
    expect(response?.pieces.map(({ text }) => text).join('')).toBe(frames.join(''))
    const times = response?.pieces.map(({ at }) => at ?? -1) ?? []
    expect(times).toEqual([...times].sort((a, b) => a - b))
    expect(times[0]).toBeGreaterThanOrEqual(0)
    const names = request.headers.map(([name]) => name)
    expect(names).toContain('anthropic-version')
    expect(names).not.toContain('x-api-key')
    expect(JSON.stringify({ request, response })).not.toContain('fake-upstream-key')
  })

  it('Holds of an answer that arrives what has come so far', async () => {
    const gate = createGate()
    upstream.enqueue(stream(encodeEvents(textEvents(50)), { gate }))
    const turn = newTurn('Half')
    await client.start(turn)
    for (let i = 0; i < 6; i++) await gate.release()
    await expect
      .poll(async () => (await raw(turn.id)).response?.pieces.map(({ text }) => text).join(''))
      .toContain('w2 ')
    gate.open()
    await client.ended([turn.id])
  })

  it('Is not found for a run that is not there', async () => {
    expect((await fetch(`${parley.url}/api/runs/${newId()}/raw`)).status).toBe(404)
  })
})
