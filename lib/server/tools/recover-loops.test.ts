import { afterEach, beforeEach, expect, test } from 'vitest'
import { rules } from '@/e2e/harness/loop-bed'
import { newTurn } from '@/e2e/harness/parley-client'
import { StoredSweeps } from '@/e2e/harness/stored-sweeps'
import { callEvents, encodeEvents } from '@/e2e/harness/upstream/answers'
import { createGate } from '@/e2e/harness/upstream/gate'
import { stream } from '@/e2e/harness/upstream/script'
import { newId } from '@/lib/domain/ids'
import type { ToolCall } from '@/lib/domain/tools/call'
import { OWNER } from '../store/schema'
import { readToolCalls } from '../store/tool-calls'
import { createTool } from '../store/tools'

let bed: StoredSweeps
beforeEach(async () => {
  bed = await StoredSweeps.open()
})
afterEach(() => bed.close())

/** An answer that asks for two calls, of which nobody has said yet that they may run; then they take long. */
async function askedFor(): Promise<{ read(): Promise<[ToolCall, ToolCall]> }> {
  const { store, runs } = bed.parley
  const input_schema = { type: 'object' as const }
  const tool = { id: newId(), definition: { name: 'look', description: 'Looks.', input_schema } }
  const answer = rules('Found.', 60_000)
  await createTool(store.db, OWNER, { ...tool, answer, approval: 'each' })
  const calls = ['toolu_1', 'toolu_2'].map((id) => ({ id, name: 'look', input: {} }))
  bed.fake.enqueue(stream(encodeEvents(callEvents(calls))))
  const turn = newTurn('Please.')
  await runs.start(OWNER, { ...turn, settings: { ...turn.settings, tools: [tool] } })
  const stored = () => readToolCalls(store.db, OWNER, turn.conversationId)
  await expect.poll(stored).toMatchObject([{ state: 'asking' }, { state: 'asking' }])
  const read = async (): Promise<[ToolCall, ToolCall]> => {
    const [first, second] = await stored()
    if (first === undefined || second === undefined) throw new Error('Calls are gone.')
    return [first, second]
  }
  return { read }
}

/** As a process that went would leave a call. */
async function leaveRunning({ id }: ToolCall): Promise<void> {
  const left = { state: 'running', started_at: 1, ended_at: null, result: null, note: null }
  await bed.parley.store.db.updateTable('tool_calls').set(left).where('id', '=', id).execute()
}

/** Takes up what was left, which nobody may until the gate is open. */
async function recover() {
  const gate = createGate()
  let asked = 0
  await bed.parley.loop.recover(async () => {
    asked += 1
    await gate.pass()
    return false
  })
  return { gate, asked: () => asked }
}

test('A call that a person lets run while a start still looks at its turn is not one that was left behind', async () => {
  const { read } = await askedFor()
  const [first, second] = await read()
  await leaveRunning(second)
  const { gate } = await recover()
  await bed.parley.loop.act(OWNER, first, { act: 'approve', isForConversation: false })
  gate.open()
  // They are looked at in their order.
  await expect.poll(read).toMatchObject([{ state: 'running' }, { state: 'unknown' }])
})

test('Nor is one that was left behind, and that a person has stopped and let run again since', async () => {
  const { read } = await askedFor()
  const [first, second] = await read()
  await leaveRunning(first)
  await leaveRunning(second)
  const { gate } = await recover()
  await bed.parley.loop.stop(OWNER, first.conversationId)
  await bed.parley.loop.act(OWNER, first, { act: 'again' })
  await leaveRunning(second)
  gate.open()
  await expect.poll(read).toMatchObject([{ state: 'running' }, { state: 'unknown' }])
})

test('Whether a loop may go on is not looked up for a turn that waits for a person alone', async () => {
  const { read } = await askedFor()
  const waiting = await recover()
  expect(waiting.asked()).toBe(0)
  const [first] = await read()
  await leaveRunning(first)
  const left = await recover()
  expect(left.asked()).toBe(1)
  left.gate.open()
  await expect.poll(read).toMatchObject([{ state: 'unknown' }, { state: 'asking' }])
})
