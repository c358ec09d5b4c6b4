import type { QueryClient } from '@tanstack/react-query'
import { headRunId, isArriving, isUnderWay } from '@/lib/domain/comparison/arriving'
import type { Message } from '@/lib/domain/conversation'
import { goesOnAlone, loopOf } from '@/lib/domain/tools/open-loop'
import { isApiError } from '@/lib/wire/errors'
import type { Block } from '@/lib/wire/types'
import { resubmitTurn } from '../ask-beside'
import { currentSettings } from '../asked-with'
import { boxBlocks, newTurnIds } from '../outgoing'
import { comparisonQuery } from '../queries/comparison-query'
import { patchComparison } from '../queries/comparisons'
import { conversationQuery } from '../queries/conversations'
import { stopCalls } from '../queries/tool-calls'
import { sendDraft, sendUnheard } from '../send'
import { holdWaiting, stopAnswer } from '../stop-answer'
import type { Edit } from '../stores/draft'
import { getStoredDraft, joinTexts, setDraft } from '../stores/drafts'
import { forgetPasted } from '../stores/uploads'
import { tabId } from '../tab-id'
import { takeOutArrived } from '../take-out-arrived'

/**
 * Puts what stands in the box of a comparison into the boxes of its columns, which send it: at once, or
 * where an answer still arrives as soon as that has ended. From there on each column goes by itself.
 */
export async function sendToColumns(
  client: QueryClient,
  comparisonId: string,
  columnIds: readonly string[],
): Promise<void> {
  const { text, files } = getStoredDraft(comparisonId)
  if (boxBlocks({ text, files }).length === 0) return
  for (const id of columnIds) {
    const conversation = client.getQueryData(conversationQuery(id).queryKey)
    if (conversation !== undefined) takeOutArrived(conversation)
    const there = getStoredDraft(id)
    setDraft(id, {
      text: joinTexts(there.text, text),
      files: [...there.files, ...files],
      waiting: { tab: tabId(), ids: newTurnIds() },
      again: null,
      failure: null,
    })
  }
  forgetPasted(comparisonId)
  setDraft(comparisonId, { text: '', files: [], failure: null })
  saveShared(client, comparisonId)
  await Promise.all(columnIds.map((id) => sendColumn(client, id)))
}

/** Sends what stands in the box of a column, though it was refused, or another tab should have sent it. */
export function sendWaiting(client: QueryClient, columnId: string): Promise<void> {
  setDraft(columnId, { failure: null })
  return sendNow(client, columnId)
}

/** Sends what stands in the box of a column by itself: not where the server goes on with an answer that paused. */
export async function sendColumn(client: QueryClient, columnId: string): Promise<void> {
  const conversation = client.getQueryData(conversationQuery(columnId).queryKey)
  if (conversation !== undefined && !goesOnAlone(conversation)) await sendNow(client, columnId)
}

/** Sends it unless an answer still arrives there, or wants results first. */
async function sendNow(client: QueryClient, columnId: string): Promise<void> {
  const settings = currentSettings(client, columnId)
  const conversation = client.getQueryData(conversationQuery(columnId).queryKey)
  // Where the turn belongs is not known before: the column sends it once it is.
  if (settings === null || conversation === undefined) return
  if (isArriving(conversation) || loopOf(conversation).phase === 'open') return
  // What had no answer goes first: it may have arrived, and would be asked twice with the next one.
  if (!(await sendUnheard(client, columnId))) await sendDraft(client, columnId, settings)
}

/**
 * Asks columns something else in place of what they were all asked, each beside the old question. Each has
 * it as its own edit until it has arrived there: where it does not, it stands open with the reason. One in
 * which another turn is being written anew keeps that, and says the reason alone.
 */
export async function resubmitInColumns(
  client: QueryClient,
  turns: readonly Message[],
  edit: Edit,
  content: Block[],
): Promise<void> {
  await Promise.all(
    turns.map((turn) => {
      const there = getStoredDraft(turn.conversationId).edit
      if (there === null || there.turnId === edit.turnId || there.turnId === turn.id)
        setDraft(turn.conversationId, { edit: { ...edit, turnId: turn.id } })
      return resubmitTurn(client, turn, content)
    }),
  )
}

/**
 * Stops what arrives in these columns, and the tools that run or wait there. What waits in them stays in
 * their boxes until somebody sends it.
 */
export async function stopColumns(
  client: QueryClient,
  columnIds: readonly string[],
): Promise<void> {
  for (const id of columnIds) holdWaiting(id)
  await Promise.all(columnIds.map((id) => stopColumn(client, id)))
}

async function stopColumn(client: QueryClient, columnId: string): Promise<void> {
  const conversation = client.getQueryData(conversationQuery(columnId).queryKey)
  if (conversation === undefined || !isUnderWay(conversation)) return
  const runId = isArriving(conversation) ? headRunId(conversation) : null
  if (runId !== null) return stopAnswer(client, runId)
  try {
    await stopCalls(client, columnId)
  } catch (error) {
    if (!isApiError(error)) throw error
    setDraft(columnId, { failure: { act: 'stop', error } })
  }
}

/** From here on the comparison itself remembers what its columns share. */
function saveShared(client: QueryClient, comparisonId: string): void {
  const { settings } = getStoredDraft(comparisonId)
  if (
    settings === null ||
    client.getQueryData(comparisonQuery(comparisonId).queryKey) === undefined
  )
    return
  patchComparison(client, comparisonId, { act: 'settings', settings }).then(
    () => {
      if (getStoredDraft(comparisonId).settings === settings)
        setDraft(comparisonId, { settings: null })
    },
    // The draft keeps it, and it is saved with the next turn.
    () => {},
  )
}
