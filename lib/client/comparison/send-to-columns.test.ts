import { afterEach, beforeEach, expect, test } from 'vitest'
import { askedColumn } from '@/e2e/harness/asked-column'
import { openStartsBed, SETTINGS, type StartsBed, startedBy } from '@/e2e/harness/starts-bed'
import type { StartRun } from '@/lib/domain/conversation'
import { newId } from '@/lib/domain/ids'
import type { CallNote, ToolCall } from '@/lib/domain/tools/call'
import type { WireMessage } from '@/lib/wire/types'
import { textBlocks } from '../outgoing'
import { putRun } from '../queries/runs'
import { putCalls } from '../queries/tool-calls'
import { sendDraft } from '../send'
import { stopAnswer } from '../stop-answer'
import { getStoredDraft, setDraft } from '../stores/drafts'
import { sendToColumns, sendWaiting, stopColumns } from './send-to-columns'

let bed: StartsBed
let client: StartsBed['client']

beforeEach(async () => {
  bed = await openStartsBed()
  client = bed.client
})

afterEach(() => bed.close())

const emptyColumn = () => askedColumn(bed, [])

function lastStart(): StartRun {
  const start = bed.starts.at(-1)
  if (start === undefined) throw new Error('nothing was asked')
  return start
}

/** A column whose answer has asked for a tool, in this mode, and the result is there. */
async function columnWithResult(mode: 'auto' | 'step', note: CallNote | null = null) {
  const id = await emptyColumn()
  setDraft(id, { text: 'What time is it?' })
  await sendDraft(client, id, SETTINGS)
  const start = lastStart()
  const settings = { ...SETTINGS, loop: { ...SETTINGS.loop, mode } }
  putRun(client, { ...startedBy(start).run, settings, status: 'complete' })
  const call: ToolCall = {
    ...{ id: 'toolu_1', conversationId: id, messageId: start.assistantMessageId, index: 0 },
    ...{ name: 'clock', toolId: null, by: 'builtin', state: 'done', note, isEdited: false },
    ...{ console: [], result: { content: 'noon', isError: false }, resultMessageId: null },
    ...{ startedAt: 1, endedAt: 2 },
  }
  putCalls(client, call, [call])
  return id
}

test('What waits does not go before the results that the server sends back itself, and goes with those that nobody sends', async () => {
  const comparison = newId()
  const itself = await columnWithResult('auto')
  const [stepwise, stopped] = [
    await columnWithResult('step'),
    await columnWithResult('auto', { code: 'stopped' }),
  ]
  bed.starts = []
  setDraft(comparison, { text: 'Next' })
  await sendToColumns(client, comparison, [itself, stepwise, stopped])
  expect(new Set(bed.starts.map(({ conversationId }) => conversationId))).toEqual(
    new Set([stepwise, stopped]),
  )
  expect(getStoredDraft(itself).text).toBe('Next')
})

test('While the server goes on with an answer that paused, nothing is asked after it unless a person says so', async () => {
  const id = await emptyColumn()
  const comparison = newId()
  setDraft(id, { text: 'Look it up' })
  await sendDraft(client, id, SETTINGS)
  const { run } = startedBy(lastStart())
  const message: WireMessage = {
    ...{ id: 'msg_1', type: 'message' as const, role: 'assistant' as const, model: SETTINGS.model },
    ...{ content: textBlocks('Searching'), stop_reason: 'pause_turn', stop_sequence: null },
    usage: {},
  }
  const paused = { ...run, settings: SETTINGS, status: 'complete' as const, message }
  putRun(client, paused)
  setDraft(comparison, { text: 'Next' })
  await sendToColumns(client, comparison, [id])
  expect(getStoredDraft(id).text).toBe('Next')
  await sendWaiting(client, id)
  expect(bed.starts.map(({ userMessage }) => userMessage?.content[0]?.text)).toEqual([
    'Look it up',
    'Next',
  ])
  // At the limit of its steps the server does not go on.
  const other = await emptyColumn()
  setDraft(other, { text: 'Look it up' })
  await sendDraft(client, other, SETTINGS)
  const last = startedBy(lastStart()).run
  const held = { ...paused, id: last.id, conversationId: other, messageId: last.messageId }
  putRun(client, held)
  setDraft(comparison, { text: 'Next' })
  await sendToColumns(client, comparison, [other])
  expect(bed.starts.map(({ userMessage }) => userMessage?.content[0]?.text)).toEqual(['Look it up'])
  const loop = { ...SETTINGS.loop, maxSteps: 1 }
  putRun(client, { ...held, settings: { ...SETTINGS, loop } })
  setDraft(comparison, { text: 'And then' })
  await sendToColumns(client, comparison, [other])
  expect(bed.starts.map(({ userMessage }) => userMessage?.content[0]?.text)).toEqual([
    'Look it up',
    'Next\n\nAnd then',
  ])
})

test('What waits when somebody stops, one column or all, stays in its box until it is sent', async () => {
  const comparison = newId()
  for (const stop of ['one', 'all'] as const) {
    const [first, second] = [await emptyColumn(), await emptyColumn()]
    for (const id of [first, second]) {
      setDraft(id, { text: 'Long' })
      await sendDraft(client, id, SETTINGS)
    }
    const begun = bed.starts.map((start) => startedBy(start).run)
    setDraft(comparison, { text: 'Next' })
    await sendToColumns(client, comparison, [first, second])
    const [run] = begun
    if (run === undefined) throw new Error('nothing was asked')
    if (stop === 'one') await stopAnswer(client, run.id)
    else await stopColumns(client, [first, second])
    const held = { text: 'Next', waiting: null }
    expect(getStoredDraft(first)).toMatchObject(held)
    if (stop === 'all') expect(getStoredDraft(second)).toMatchObject(held)
    else expect(getStoredDraft(second).waiting).not.toBeNull()
    for (const one of begun) putRun(client, { ...one, settings: SETTINGS, status: 'stopped' })
    bed.starts = []
    await sendWaiting(client, first)
    expect(lastStart().userMessage?.content[0]?.text).toBe('Next')
    expect(bed.starts).toHaveLength(1)
  }
})
