import { afterEach, beforeEach, expect, test } from 'vitest'
import { openStartsBed, SETTINGS, type StartsBed, startedBy } from '@/e2e/harness/starts-bed'
import type { Conversation } from '@/lib/domain/conversation'
import { newId } from '@/lib/domain/ids'
import type { CallNote, ToolCall } from '@/lib/domain/tools/call'
import { conversationQuery } from '../queries/conversations'
import { putRun } from '../queries/runs'
import { putCalls } from '../queries/tool-calls'
import { createQueryClient } from '../query-client'
import { sendDraft } from '../send'
import { getStoredDraft, setDraft } from '../stores/drafts'
import { dropLiveRun, getLiveRuns } from '../stores/live-runs'
import { sendToColumns } from './send-to-columns'

let bed: StartsBed
let client: ReturnType<typeof createQueryClient>

beforeEach(async () => {
  bed = await openStartsBed()
  client = createQueryClient()
})

afterEach(async () => {
  for (const id of Object.keys(getLiveRuns())) dropLiveRun(id)
  client.clear()
  await bed.close()
})

/** A column whose answer has asked for a tool, in this mode, and the result is there. */
async function columnWithResult(mode: 'auto' | 'step', note: CallNote | null = null) {
  const id = newId()
  const empty: Conversation = {
    ...{ id, kind: 'column', title: 'A column', createdAt: 1, updatedAt: 1, pinnedAt: null },
    ...{ headId: null, settings: SETTINGS, messages: [], runs: [], toolCalls: [], marks: [] },
  }
  client.setQueryData(conversationQuery(id).queryKey, empty)
  setDraft(id, { text: 'What time is it?' })
  await sendDraft(client, id, SETTINGS)
  const start = bed.starts.at(-1)
  if (start === undefined) throw new Error('nothing was asked')
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
