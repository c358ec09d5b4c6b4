import type { StartRun } from '@/lib/domain/conversation'
import { showAt } from './outgoing'
import { isMissing } from './queries/conversations'
import { getStoredDraft, joinTexts, listUnanswered, listUnheard, setDraft } from './stores/drafts'
import { isKnownRun, takeOut } from './take-out-arrived'
import { forgetUnheard } from './unheard'

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
