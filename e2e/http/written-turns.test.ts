import { afterAll, beforeAll, expect, it } from 'vitest'
import type { StartRun } from '@/lib/domain/conversation'
import { newId } from '@/lib/domain/ids'
import { blankTurn, type WriteTurns, type WrittenTurn } from '@/lib/domain/written-turns'
import { isRecord } from '@/lib/wire/json'
import { type FakeUpstream, startFakeUpstream } from '../harness/fake-upstream'
import {
  createParleyClient,
  newTurn,
  type ParleyClient,
  upstreamEnv,
} from '../harness/parley-client'
import { type ParleyServer, startParley } from '../harness/server'
import { callEvents, encodeEvents, textEvents } from '../harness/upstream/answers'
import { createGate } from '../harness/upstream/gate'
import { stream } from '../harness/upstream/script'
import { signedThought } from '../harness/upstream/signed-thought'

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

/** The turns of the last request that came, as role and text. */
function lastSent(): unknown {
  const body: unknown = JSON.parse(upstream.requests.at(-1)?.body.toString() ?? 'null')
  return isRecord(body) ? body.messages : null
}

const textTurn = (role: string, text: string) => ({ role, content: [{ type: 'text', text }] })

function write(conversationId: string, body: Omit<WriteTurns, 'settings'>): Promise<Response> {
  const { settings } = newTurn('')
  return fetch(`${parley.url}/api/conversations/${conversationId}/turns`, {
    method: 'POST',
    headers: { origin: parley.url, 'content-type': 'application/json' },
    body: JSON.stringify({ ...body, settings }),
  })
}

const said = (role: WrittenTurn['role'], text: string, over: Partial<WrittenTurn> = {}) => ({
  ...blankTurn(role),
  texts: [text],
  ...over,
})
const copyOf = (id: string, over: Partial<WrittenTurn> = {}): WrittenTurn => ({
  ...{ id: newId(), role: 'user', isOff: false, copyOf: id, texts: null, without: [] },
  ...over,
})

it('A new conversation begins with turns that somebody has written; those that are off are not sent', async () => {
  const conversationId = newId()
  const turns = [
    said('user', 'Two and two'),
    said('assistant', '4'),
    said('user', 'Left out', { isOff: true }),
    said('assistant', 'Left out too', { isOff: true }),
  ]
  expect((await write(conversationId, { parentId: null, turns })).status).toBe(200)
  const made = await client.conversation(conversationId)
  expect(made).toMatchObject({ title: 'Two and two', headId: turns[3]?.id })
  await say('Three and three', { conversationId, parentId: turns[3]?.id ?? null })
  expect(lastSent()).toEqual([
    textTurn('user', 'Two and two'),
    textTurn('assistant', '4'),
    textTurn('user', 'Three and three'),
  ])
})

it('What is written anew is a branch beside what was there; later answers go along without their thinking', async () => {
  upstream.enqueue(stream(encodeEvents(signedThought())))
  const first = await say('First')
  upstream.enqueue(stream(encodeEvents(signedThought())))
  const { conversationId } = first
  const second = await say('Second', { conversationId, parentId: first.assistantMessageId })
  const before = await client.conversation(conversationId)
  const ids = [first.userMessage?.id ?? '', first.assistantMessageId, second.userMessage?.id ?? '']
  const turns = [
    copyOf(ids[0] ?? '', { texts: ['First, but otherwise'] }),
    copyOf(ids[1] ?? '', { role: 'assistant' }),
    copyOf(ids[2] ?? ''),
    copyOf(second.assistantMessageId, { role: 'assistant' }),
  ]
  const answer = await write(conversationId, { parentId: null, turns })
  expect(await answer.json()).toEqual({ headId: turns[3]?.id })
  await say('Third', { conversationId, parentId: turns[3]?.id ?? null })
  const sent = lastSent()
  expect(JSON.stringify(sent)).not.toContain('"thinking"')
  expect(sent).toMatchObject([
    textTurn('user', 'First, but otherwise'),
    { role: 'assistant' },
    textTurn('user', 'Second'),
    { role: 'assistant' },
    textTurn('user', 'Third'),
  ])
  const after = await client.conversation(conversationId)
  expect(after?.messages.slice(0, 4)).toEqual(before?.messages)
})

it('A file that is left out of a turn is not in what the turn becomes', async () => {
  const image = { type: 'image', source: { type: 'url', url: 'https://pictures.example/a.png' } }
  const content = [image, { ...image, cache_control: null }, { type: 'text', text: 'Which?' }]
  const first = await say('', { userMessage: { id: newId(), content } })
  const { conversationId } = first
  const turn = copyOf(first.userMessage?.id ?? '', { without: [0] })
  expect((await write(conversationId, { parentId: null, turns: [turn] })).status).toBe(200)
  const { messages, headId } = (await client.conversation(conversationId)) ?? {}
  expect(headId).toBe(turn.id)
  expect(messages?.find(({ id }) => id === turn.id)?.content).toEqual(content.slice(1))
})

it('The same again changes nothing, and an empty list ends the branch earlier', async () => {
  const first = await say('First')
  const { conversationId } = first
  const body = { parentId: first.assistantMessageId, turns: [said('user', 'Written')] }
  await write(conversationId, body)
  expect((await write(conversationId, body)).status).toBe(200)
  const twice = await client.conversation(conversationId)
  expect(twice).toMatchObject({ headId: body.turns[0]?.id })
  expect(twice?.messages).toHaveLength(3)
  await write(conversationId, { parentId: first.userMessage?.id ?? null, turns: [] })
  const { headId, messages } = (await client.conversation(conversationId)) ?? {}
  expect(headId).toBe(first.userMessage?.id)
  expect(messages).toHaveLength(3)
})

it('Refuses what is nothing, what is not there, and an answer that still arrives, and keeps all as it was', async () => {
  const gate = createGate()
  upstream.enqueue(stream(encodeEvents(textEvents(5)), { gate }))
  const start = newTurn('Slow')
  await client.start(start)
  const { conversationId, assistantMessageId } = start
  const parentId = start.userMessage?.id ?? null
  const live = await write(conversationId, { parentId, turns: [copyOf(assistantMessageId)] })
  expect(live.status).toBe(409)
  const blank = await write(conversationId, { parentId, turns: [said('user', ' ')] })
  expect(await blank.text()).toContain('turns.0: nothing is written in it')
  const unknown = await write(conversationId, { parentId, turns: [copyOf(newId())] })
  expect(unknown.status).toBe(404)
  const nowhere = await write(conversationId, { parentId: newId(), turns: [said('user', 'x')] })
  expect(nowhere.status).toBe(404)
  expect((await write('nonsense', { parentId: null, turns: [said('user', 'x')] })).status).toBe(404)
  expect((await client.conversation(conversationId))?.messages).toHaveLength(2)
  gate.open()
  await client.ended([start.id])
})

it('A prefill goes as the last turn, stands over its answer in the thread, and goes along with the next turn', async () => {
  const first = await say('Give JSON', { prefill: { id: newId(), text: '{"a":' } })
  const { conversationId, assistantMessageId: parentId } = first
  expect(lastSent()).toEqual([textTurn('user', 'Give JSON'), textTurn('assistant', '{"a":')])
  const { messages } = (await client.conversation(conversationId)) ?? {}
  expect(messages).toMatchObject([
    { role: 'user' },
    { role: 'assistant', mark: 'prefill', parentId: first.userMessage?.id },
    { role: 'assistant', content: null, parentId: first.prefill?.id },
  ])
  // Asked twice with the same ids it is the same run.
  await client.start(first)
  await say('And now?', { conversationId, parentId })
  expect(lastSent()).toMatchObject([
    textTurn('user', 'Give JSON'),
    textTurn('assistant', '{"a":'),
    { role: 'assistant' },
    textTurn('user', 'And now?'),
  ])
})

it('A prefill stays one in a branch that is written anew', async () => {
  const first = await say('Give JSON', { prefill: { id: newId(), text: '{"a":' } })
  const { conversationId, userMessage, prefill } = first
  const question = copyOf(userMessage?.id ?? '', { texts: ['Give more JSON'] })
  const beginning = copyOf(prefill?.id ?? '', { role: 'assistant', texts: ['{"b":'] })
  await write(conversationId, { parentId: null, turns: [question, beginning] })
  const { messages } = (await client.conversation(conversationId)) ?? {}
  expect(messages?.find(({ id }) => id === beginning.id)).toMatchObject({ mark: 'prefill' })
})

it('Calls that a written branch ends in are answered by hand and go back with their results; those of a turn that is off ask for nothing', async () => {
  upstream.enqueue(stream(encodeEvents(callEvents([{ id: 'toolu_1', name: 'dice', input: {} }]))))
  const first = await say('Roll')
  const { conversationId, assistantMessageId } = first
  const question = copyOf(first.userMessage?.id ?? '', { texts: ['Roll the dice'] })
  const asking = copyOf(assistantMessageId, { role: 'assistant' })
  await write(conversationId, { parentId: null, turns: [question, asking] })
  const made = await client.conversation(conversationId)
  expect(made?.toolCalls.filter(({ messageId }) => messageId === asking.id)).toMatchObject([
    { id: 'toolu_1', by: 'hand', state: 'waiting' },
  ])
  const answered = await fetch(
    `${parley.url}/api/conversations/${conversationId}/turns/${asking.id}/calls/toolu_1`,
    {
      method: 'POST',
      headers: { origin: parley.url, 'content-type': 'application/json' },
      body: JSON.stringify({ act: 'answer', result: { content: 'six', isError: false } }),
    },
  )
  expect(answered.status).toBe(200)
  const result = { type: 'tool_result', tool_use_id: 'toolu_1', content: 'six' }
  await say('', {
    conversationId,
    parentId: asking.id,
    userMessage: { id: newId(), content: [result] },
  })
  expect(lastSent()).toMatchObject([
    textTurn('user', 'Roll the dice'),
    { role: 'assistant', content: [{ type: 'tool_use', id: 'toolu_1' }] },
    { role: 'user', content: [result] },
  ])

  const off = copyOf(assistantMessageId, { role: 'assistant', isOff: true })
  await write(conversationId, { parentId: first.userMessage?.id ?? null, turns: [off] })
  const switched = await client.conversation(conversationId)
  expect(switched?.headId).toBe(off.id)
  expect(switched?.toolCalls.filter(({ messageId }) => messageId === off.id)).toEqual([])
  await say('Never mind', { conversationId, parentId: off.id })
  expect(lastSent()).toEqual([textTurn('user', 'Roll'), textTurn('user', 'Never mind')])
})
