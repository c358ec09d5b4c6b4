import { afterEach, beforeEach, expect, test } from 'vitest'
import { askedColumn, hearOf } from '@/e2e/harness/asked-column'
import { openStartsBed, SETTINGS, type StartsBed, startedBy } from '@/e2e/harness/starts-bed'
import type { Conversation, Message } from '@/lib/domain/conversation'
import { newId } from '@/lib/domain/ids'
import type { ToolCall } from '@/lib/domain/tools/call'
import type { WireMessage } from '@/lib/wire/types'
import { deleteFrom } from '../branches'
import { newTurnIds, textBlocks } from '../outgoing'
import { conversationQuery } from '../queries/conversations'
import { putRun } from '../queries/runs'
import { putCalls } from '../queries/tool-calls'
import { sendDraft } from '../send'
import { getStoredDraft, setDraft } from '../stores/drafts'
import { askMissing, goOnAgain, holdsAgain, runAgain } from './run-again'

const PAUSED: WireMessage = {
  ...{ id: 'msg_1', type: 'message', role: 'assistant', usage: {}, model: SETTINGS.model },
  ...{ content: textBlocks('Searching'), stop_reason: 'pause_turn', stop_sequence: null },
}

let bed: StartsBed
let client: StartsBed['client']

beforeEach(async () => {
  bed = await openStartsBed()
  client = bed.client
})

afterEach(() => bed.close())

const asked = () => bed.starts.map(({ userMessage }) => userMessage?.content[0]?.text)

function conversationOf(id: string): Conversation {
  const conversation = client.getQueryData(conversationQuery(id).queryKey)
  if (conversation === undefined) throw new Error('no such column')
  return conversation
}

test('A page that went before its first question was heard of asks that again, with the ids that it has', async () => {
  const id = await askedColumn(bed, ['First', 'Second'])
  const turns = [newTurnIds(), newTurnIds()]
  const [first] = turns
  if (first === undefined) throw new Error('no ids')
  const headId = conversationOf(id).headId ?? ''
  const again = { headId, rootId: first.userId, turns }
  setDraft(id, { again })
  await goOnAgain(client, id)
  expect(asked()).toEqual(['First'])
  expect(bed.starts[0]?.id).toBe(first.id)
  // Nothing more is asked while that is answered, and somebody who looks elsewhere asks nothing.
  await goOnAgain(client, id)
  expect(asked()).toEqual(['First'])
  hearOf(client, bed.starts[0])
  await goOnAgain(client, id)
  expect(asked()).toEqual(['First', 'Second'])
  // Refused, it is over.
  const other = await askedColumn(bed, ['First', 'Second'])
  bed.answer = () => ({ status: 400, body: {} })
  setDraft(other, { again: { ...again, headId: conversationOf(other).headId ?? '' } })
  await goOnAgain(client, other)
  expect(getStoredDraft(other)).toMatchObject({ again: null, failure: { act: 'edit' } })
})

test('Nothing is asked again while tools are at work on the last answer, or that goes on after a pause', async () => {
  const id = await askedColumn(bed, ['First'])
  const { headId, runs } = conversationOf(id)
  const call: ToolCall = {
    ...{ id: 'toolu_1', conversationId: id, messageId: headId ?? '', index: 0, name: 'clock' },
    ...{ toolId: null, by: 'builtin', state: 'running', note: null, isEdited: false, console: [] },
    ...{ result: null, resultMessageId: null, startedAt: 1, endedAt: null },
  }
  putCalls(client, call, [call])
  await runAgain(client, [id])
  const paused = await askedColumn(bed, ['First'])
  const [run] = conversationOf(paused).runs
  if (run === undefined || runs.length === 0) throw new Error('nothing was asked')
  putRun(client, { ...run, message: PAUSED })
  await runAgain(client, [paused])
  expect(asked()).toEqual([])
  expect(getStoredDraft(id).again).toBeNull()
})

test('A pause that a budget may hold holds nobody longer than a loop takes to go on', async () => {
  const id = await askedColumn(bed, ['First'])
  const [run] = conversationOf(id).runs
  if (run === undefined) throw new Error('nothing was asked')
  const pause = (budget: number | null, endedAt: number) => {
    const settings = { ...SETTINGS, loop: { ...SETTINGS.loop, budget } }
    putRun(client, { ...run, ...{ settings, message: PAUSED, endedAt } })
    return holdsAgain(conversationOf(id), Date.now())
  }
  const longAgo = Date.now() - 60_000
  // Without a budget the server goes on, however long that takes. Its clock may differ from this one's.
  expect([pause(null, longAgo), pause(1, Date.now())]).toEqual([true, true])
  expect([pause(1, longAgo), pause(1, Date.now() + 60_000)]).toEqual([false, false])
  await runAgain(client, [id])
  expect(asked()).toEqual(['First'])
})

test('Turns that are switched off, and those of the system, are no questions', async () => {
  const id = await askedColumn(bed, ['First', 'Off', 'Second', 'Third'])
  const before = conversationOf(id)
  const second = before.messages.find(({ content }) => content?.[0]?.text === 'Second')
  const system: Message = {
    ...{ id: newId(), conversationId: id, parentId: second?.parentId ?? null, role: 'system' },
    ...{ content: textBlocks('Be brief.'), runId: null, createdAt: 1 },
  }
  const messages = before.messages.map((turn) => {
    if (turn === second) return { ...turn, parentId: system.id }
    return turn.content?.[0]?.text === 'Off' ? { ...turn, mark: 'off' as const } : turn
  })
  client.setQueryData(conversationQuery(id).queryKey, {
    ...{ ...before, messages: [...messages, system] },
  })
  await runAgain(client, [id])
  for (let turn = 1; turn <= 3; turn++) {
    hearOf(client, bed.starts.at(-1))
    await goOnAgain(client, id)
  }
  expect(asked()).toEqual(['First', 'Second', 'Third'])
  expect(getStoredDraft(id).again).toBeNull()
})

test('What somebody asks of their own ends what is asked again', async () => {
  const id = await askedColumn(bed, ['First', 'Second', 'Third'])
  await runAgain(client, [id])
  hearOf(client, bed.starts.at(-1))
  setDraft(id, { text: 'My own' })
  await sendDraft(client, id, SETTINGS)
  hearOf(client, bed.starts.at(-1))
  await goOnAgain(client, id)
  expect(asked()).toEqual(['First', 'My own'])
})

test('Run again pressed twice in one moment asks once, and goes on', async () => {
  const id = await askedColumn(bed, ['First', 'Second'])
  await Promise.all([runAgain(client, [id]), runAgain(client, [id])])
  expect(new Set(bed.starts.map((start) => start.id)).size).toBe(1)
  hearOf(client, bed.starts[0])
  await goOnAgain(client, id)
  expect(asked()).toEqual(['First', 'Second'])
})

test('What is asked again goes on though an answer has ended before it was heard that it began', async () => {
  const id = await askedColumn(bed, ['First', 'Second', 'Third'])
  const goesOn: Promise<void>[] = []
  bed.answer = (start) => {
    hearOf(client, start)
    goesOn.push(goOnAgain(client, id))
    const { run, ...body } = startedBy(start)
    return {
      status: 201,
      body: { ...body, run: { ...run, settings: SETTINGS, status: 'complete' } },
    }
  }
  await runAgain(client, [id])
  await Promise.all(goesOn)
  expect(asked()).toEqual(['First', 'Second', 'Third'])
})

test('What is asked again does not go on by itself after a question that nobody heard, before that is seen to be there', async () => {
  const id = await askedColumn(bed, ['First', 'Second'])
  const goesOn: Promise<void>[] = []
  bed.answer = (start) => {
    hearOf(client, start)
    if (asked().at(-1) === 'Second') {
      bed.isUnheard = () => true
      goesOn.push(goOnAgain(client, id))
    }
    return { status: 201, body: startedBy(start) }
  }
  await runAgain(client, [id])
  hearOf(client, bed.starts[0])
  await goOnAgain(client, id)
  await Promise.all(goesOn)
  expect(asked()).toEqual(['First', 'Second', 'Second', 'Second'])
})

test('A question that is deleted while all is asked again is not asked once more by itself, nor what came after it', async () => {
  for (const [deleted, answered] of [
    ['First', 1],
    ['First', 2],
    ['Second', 2],
  ] as const) {
    const id = await askedColumn(bed, ['First', 'Second', 'Third'])
    await runAgain(client, [id])
    hearOf(client, bed.starts.at(-1))
    if (answered === 2) {
      await goOnAgain(client, id)
      hearOf(client, bed.starts.at(-1))
    }
    const before = asked()
    const { userMessage } = bed.starts[deleted === 'First' ? 0 : 1] ?? {}
    const turn = conversationOf(id).messages.find((message) => message.id === userMessage?.id)
    if (turn === undefined) throw new Error('nothing was asked')
    expect(await deleteFrom(client, turn)).toBe(true)
    await goOnAgain(client, id)
    expect(asked()).toEqual(before)
    expect(getStoredDraft(id).again).toBeNull()
  }
})

test('What is deleted beside it leaves what is asked again as it is', async () => {
  const id = await askedColumn(bed, ['First', 'Second'])
  const branch = conversationOf(id).messages.at(-1)?.parentId
  await runAgain(client, [id])
  hearOf(client, bed.starts.at(-1))
  const other: Message = {
    ...{ id: newId(), conversationId: id, parentId: branch ?? null, role: 'assistant' },
    ...{ content: [], runId: null, createdAt: 1 },
  }
  client.setQueryData(conversationQuery(id).queryKey, {
    ...{ ...conversationOf(id), messages: [...conversationOf(id).messages, other] },
  })
  await deleteFrom(client, other)
  await goOnAgain(client, id)
  expect(asked()).toEqual(['First', 'Second'])
})

test('What a column lacks is asked at its end, one question after the other and each once, and nothing more', async () => {
  for (const there of [[], ['First']]) {
    const id = await askedColumn(bed, there)
    const { headId } = conversationOf(id)
    await askMissing(client, id, ['Second', 'Third'].map(textBlocks))
    for (let turn = 1; turn <= 2; turn++) {
      await goOnAgain(client, id)
      expect(asked()).toEqual(['Second', 'Third'].slice(0, turn))
      hearOf(client, bed.starts.at(-1))
      await goOnAgain(client, id)
    }
    expect(bed.starts.map(({ parentId }) => parentId)).toEqual([
      headId,
      bed.starts[0]?.assistantMessageId,
    ])
    expect(getStoredDraft(id).again).toBeNull()
  }
})

test('What a column lacks ends where an answer was stopped', async () => {
  const id = await askedColumn(bed, ['First'])
  await askMissing(client, id, ['Second', 'Third'].map(textBlocks))
  const [start] = bed.starts
  if (start === undefined) throw new Error('nothing was asked')
  putRun(client, { ...startedBy(start).run, settings: SETTINGS, status: 'stopped' })
  await goOnAgain(client, id)
  expect(asked()).toEqual(['Second'])
  expect(getStoredDraft(id).again).toBeNull()
})

test('The first of what a column lacks that nobody heard of is asked again with the same ids', async () => {
  const id = await askedColumn(bed, [])
  bed.answer = () => ({ status: 500, body: {} })
  const missing = ['First', 'Second'].map(textBlocks)
  await askMissing(client, id, missing)
  setDraft(id, { again: null, failure: null })
  bed.answer = (start) => ({ status: 201, body: startedBy(start) })
  await askMissing(client, id, missing)
  expect(new Set(asked())).toEqual(new Set(['First']))
  expect(new Set(bed.starts.map((start) => start.id)).size).toBe(1)
  hearOf(client, bed.starts[0])
  await goOnAgain(client, id)
  expect(asked().at(-1)).toBe('Second')
})
