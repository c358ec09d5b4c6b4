import type { Conversation, Message, StartRun } from '@/lib/domain/conversation'
import { boxBehind, editedContent } from '@/lib/domain/turn'
import { isApiError } from '@/lib/wire/errors'
import { showAt } from './outgoing'
import { isMissing } from './queries/conversations'
import { fetchRun } from './queries/runs'
import {
  type Edit,
  getStoredDraft,
  joinTexts,
  listUnanswered,
  listUnheard,
  setDraft,
} from './stores/drafts'
import { forgetUnheard, isEqual } from './unheard'

const ASK_AGAIN_MS = 1_000

/**
 * Asks, when a page begins, what became of the turns that had no answer when the last page went. One
 * that arrived leaves the box; one that would have begun a conversation goes back to where it was
 * written. Where the server does not answer, the box keeps both the text and its ids.
 */
export async function recoverDrafts(): Promise<void> {
  const beside = listUnheard().map(async (start) => {
    // What has arrived is seen with its conversation.
    if ((await isKnownRun(start.id)) === false) forgetUnheard(start)
  })
  await Promise.all([
    ...beside,
    ...listUnanswered().map(async ([conversationId, start]) => {
      const hasArrived = await isKnownRun(start.id)
      const mayBegin = conversationId !== null && start.parentId === null && hasArrived === false
      // A column is there before its first turn, and has that in its own box.
      const begins = mayBegin && (await isMissing(conversationId))
      // Sent again, or changed, in the meantime.
      if (getStoredDraft(conversationId).unanswered?.id !== start.id) return
      if (hasArrived === true) takeOut(conversationId, start)
      if (hasArrived !== false) return
      if (isDiscarded(conversationId)) setDraft(conversationId, { unanswered: null })
      else if (begins) moveToNew(conversationId, start)
    }),
  ])
}

function isDiscarded(conversationId: string | null): boolean {
  const { text, files } = getStoredDraft(conversationId)
  return text === '' && files.length === 0
}

/** Whether the server has this run; null when it does not say. */
export async function isKnownRun(runId: string): Promise<boolean | null> {
  for (;;) {
    try {
      await fetchRun(runId)
      return true
    } catch (error) {
      const status = isApiError(error) ? error.status : null
      // It is being started, which may take as long as its files do.
      if (status !== 409) return status === 404 ? false : null
      await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS))
    }
  }
}

/**
 * What had no answer is over where the conversation has it by now: the turn leaves the box, an edit is
 * closed, and its note goes. It shall not be asked, and paid, twice.
 */
export function takeOutArrived(conversation: Conversation): void {
  const { id, messages, runs } = conversation
  const { unanswered, unheard, failure, edit } = getStoredDraft(id)
  // Its run may be known where its turns are not: then it is asked with the same ids, and joined.
  const hasArrived = (runId: string) =>
    messages.some((turn) => turn.runId === runId) && runs.some((run) => run.id === runId)
  if (unanswered !== null && hasArrived(unanswered.id)) takeOut(id, unanswered)
  const arrived = unheard.filter((start) => hasArrived(start.id))
  arrived.forEach(forgetUnheard)
  const isEdit = edit !== null && arrived.some((start) => isOfEdit(start, edit, messages))
  if (isEdit) setDraft(id, { edit: null })
  if (failure?.runId !== undefined && hasArrived(failure.runId)) setDraft(id, { failure: null })
}

/** True while nothing else was made of a turn since it was asked like this. */
function isOfEdit({ userMessage, parentId }: StartRun, edit: Edit, turns: readonly Message[]) {
  const turn = turns.find(({ id }) => id === edit.turnId)
  if (turn === undefined || turn.parentId !== parentId) return false
  return isEqual(editedContent(turn.content ?? [], edit), userMessage?.content)
}

function takeOut(conversationId: string | null, start: StartRun): void {
  // What was made of it since is another question, and stays whole.
  const left = boxBehind(start, getStoredDraft(conversationId)) ?? {}
  setDraft(conversationId, { ...left, unanswered: null })
}

function moveToNew(conversationId: string, start: StartRun): void {
  const { text, files, settings } = getStoredDraft(conversationId)
  const there = getStoredDraft(null)
  setDraft(conversationId, { text: '', files: [], settings: null, unanswered: null })
  setDraft(null, {
    text: joinTexts(text, there.text),
    files: [...files, ...there.files],
    settings: settings ?? start.settings,
    unanswered: start,
  })
  showAt(conversationId, null)
}
