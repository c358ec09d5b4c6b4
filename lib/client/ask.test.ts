import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { askedColumn, hearOf } from '@/e2e/harness/asked-column'
import { openStartsBed, SETTINGS, type StartsBed, startedBy } from '@/e2e/harness/starts-bed'
import type { Message } from '@/lib/domain/conversation'
import { newId } from '@/lib/domain/ids'
import { runAgain } from './comparison/run-again'
import { textBlocks } from './outgoing'
import { conversationQuery } from './queries/conversations'
import { createQueryClient } from './query-client'
import { recoverDrafts } from './recover-drafts'
import { resubmitTurn, retryAnswer, sendDraft } from './send'
import { isStoppedEarly, stopAnswer } from './stop-answer'
import { getStoredDraft, setDraft } from './stores/drafts'
import { dropLiveRun, getLiveRuns } from './stores/live-runs'

let bed: StartsBed
let client: ReturnType<typeof createQueryClient>
/** A column that was asked two questions. */
let id: string
let question: Message
let answer: Message

beforeEach(async () => {
  bed = await openStartsBed()
  client = createQueryClient()
  id = await askedColumn(bed, client, ['First', 'Second'])
  const [turn, answered] = client.getQueryData(conversationQuery(id).queryKey)?.messages ?? []
  if (turn === undefined || answered === undefined) throw new Error('nothing was asked')
  question = turn
  answer = answered
})

afterEach(async () => {
  for (const run of Object.keys(getLiveRuns())) dropLiveRun(run)
  client.clear()
  await bed.close()
})

/** The runs that were asked for: one that is asked with the same ids is joined. */
const asked = () => [...new Set(bed.starts.map((start) => start.id))]
const unheard = () => getStoredDraft(id).unheard.map((start) => start.id)

test('What another tab forgets of, as it has not arrived yet, keeps its ids where it has no answer', async () => {
  bed.isUnheard = () => true
  bed.answer = async (start) => {
    // A tab that begins meanwhile asks for it before it is there.
    if (bed.starts.length === 1) {
      bed.starts = []
      await recoverDrafts()
      expect(unheard()).toEqual([])
      bed.starts = [start]
    }
    return { status: 201, body: startedBy(start) }
  }
  await retryAnswer(client, answer)
  expect(unheard()).toEqual(asked())
})
