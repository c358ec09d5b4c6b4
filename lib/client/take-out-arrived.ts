import type { Conversation, Message, StartRun } from '@/lib/domain/conversation'
import { boxBehind, editedContent } from '@/lib/domain/turn'
import { isApiError } from '@/lib/wire/errors'
import { fetchRun } from './queries/runs'
import type { Edit } from './stores/draft'
import { getStoredDraft, setDraft } from './stores/drafts'
import { forgetUnheard, isEqual } from './unheard'

const ASK_AGAIN_MS = 1_000

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

/** Takes a turn that has arrived out of its box. */
export function takeOut(conversationId: string | null, start: StartRun): void {
  // What was made of it since is another question, and stays whole.
  const left = boxBehind(start, getStoredDraft(conversationId)) ?? {}
  setDraft(conversationId, { ...left, unanswered: null })
}
