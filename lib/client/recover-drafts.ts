import type { Conversation, StartRun } from '@/lib/domain/conversation'
import { filesOf, textOf } from '@/lib/domain/turn'
import { isApiError } from '@/lib/wire/errors'
import { isEqual, showAt } from './outgoing'
import { isMissing } from './queries/conversations'
import { fetchRun } from './queries/runs'
import { getStoredDraft, joinTexts, listUnanswered, setDraft } from './stores/drafts'

/**
 * Asks, when a page begins, what became of the turns that had no answer when the last page went. One
 * that arrived leaves the box; one that would have begun a conversation goes back to where it was
 * written. Where the server does not answer, the box keeps both the text and its ids.
 */
export async function recoverDrafts(): Promise<void> {
  await Promise.all(
    listUnanswered().map(async ([conversationId, start]) => {
      const hasArrived = await isKnown(start.id)
      const mayBegin = conversationId !== null && start.parentId === null && hasArrived === false
      // A column is there before its first turn, and has that in its own box.
      const begins = mayBegin && (await isMissing(conversationId))
      // Sent again, or changed, in the meantime.
      if (getStoredDraft(conversationId).unanswered?.id !== start.id) return
      if (hasArrived === true) takeOut(conversationId, start)
      if (begins) moveToNew(conversationId, start)
    }),
  )
}

/** Whether the server has this run; null when it does not say. */
async function isKnown(runId: string): Promise<boolean | null> {
  try {
    await fetchRun(runId)
    return true
  } catch (error) {
    return isApiError(error) && error.status === 404 ? false : null
  }
}

/**
 * Takes the turn that had no answer out of the box of its conversation, where that has it by now: it
 * shall not be asked, and paid, twice.
 */
export function takeOutArrived(conversation: Conversation): void {
  const { unanswered, failure } = getStoredDraft(conversation.id)
  if (unanswered === null) return
  // Its run may be known where its turns are not: then it is asked with the same ids, and joined.
  if (!conversation.messages.some(({ runId }) => runId === unanswered.id)) return
  takeOut(conversation.id, unanswered)
  if (failure?.act === 'send') setDraft(conversation.id, { failure: null })
}

function takeOut(conversationId: string | null, start: StartRun): void {
  const { text, files } = getStoredDraft(conversationId)
  const sent = textOf(start)
  const isTextThere = sent === '' || text === sent || text.startsWith(`${sent}\n\n`)
  // They were put back before what was added since.
  const sentFiles = filesOf(start)
  const isThere = isTextThere && isEqual(files.slice(0, sentFiles.length), sentFiles)
  setDraft(conversationId, {
    unanswered: null,
    // What was made of it since is another question, and stays whole.
    ...(isThere && {
      text: text.slice(sent.length).trimStart(),
      files: files.slice(sentFiles.length),
    }),
  })
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
