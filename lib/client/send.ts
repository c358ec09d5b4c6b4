import type { QueryClient } from '@tanstack/react-query'
import type { ChatSettings, StartRun } from '@/lib/domain/conversation'
import { resultBlocks } from '@/lib/domain/tools/loop'
import { loopOf } from '@/lib/domain/tools/open-loop'
import { boxBehind } from '@/lib/domain/turn'
import { ask, isAsking } from './ask'
import { asNow, beginningOf, cached, withLibrary } from './asked-with'
import {
  boxBlocks,
  emptyBox,
  forgetSent,
  isBecoming,
  refillBox,
  showAt,
  toStartRun,
} from './outgoing'
import { getStoredDraft, isEditingResult, setDraft } from './stores/drafts'
import { takeOutArrived } from './take-out-arrived'
import { isSameTurn } from './unheard'

/**
 * Sends the draft of a conversation (null = the new one). The box is empty at once, so a second
 * Enter finds nothing to send; if the turn does not arrive, its text is back in the box with the
 * error beside it, and with the same ids when it is sent again.
 */
export async function sendDraft(
  client: QueryClient,
  conversationId: string | null,
  settings: ChatSettings,
): Promise<void> {
  const conversation = cached(client, conversationId)
  if (conversation !== undefined) takeOutArrived(conversation)
  const draft = getStoredDraft(conversationId)
  const { sending, unanswered, waiting } = draft
  const said = boxBlocks(draft)
  if (said.length === 0 || sending !== null || isAsking(conversationId)) return
  // It belongs to the conversation that this box is about to be drawn as, and goes along.
  if (conversationId === null && isBecoming()) return
  const parentId = conversation?.headId ?? null
  const loop = conversation === undefined ? null : loopOf(conversation)
  // Results go first, in the same turn (claude-api.md §2.2), and with what their calls were asked with.
  const calls = loop?.calls ?? []
  if (isEditingResult(calls)) return
  const content = [...resultBlocks(calls), ...said]
  const asked = asNow(client, loop?.settings ?? withLibrary(client, settings))
  const prefill = beginningOf(asked, content)
  const ids = waiting?.ids
  const fresh = toStartRun({ conversationId, parentId, content, prefill, calls, ids, ...asked })
  const same = { parentId, content, settings: asked.settings }
  const start = unanswered !== null && isSameTurn(unanswered, same) ? unanswered : fresh
  emptyBox(conversationId, start)
  await askFromBox(client, conversationId, start, start === unanswered)
}

/**
 * Sends what had no answer once more as it was, where another question stands behind it in the box: that
 * waits there for the answer. Answers false where there is no such thing.
 */
export async function sendUnheard(client: QueryClient, conversationId: string): Promise<boolean> {
  const conversation = cached(client, conversationId)
  if (conversation !== undefined) takeOutArrived(conversation)
  const { unanswered, sending, waiting, ...draft } = getStoredDraft(conversationId)
  if (unanswered === null || unanswered.parentId !== (conversation?.headId ?? null)) return false
  const left = boxBehind(unanswered, draft)
  if (left === null || boxBlocks(left).length === 0) return false
  if (sending !== null || isAsking(conversationId)) return true
  emptyBox(conversationId, unanswered)
  setDraft(conversationId, { ...left, waiting })
  await askFromBox(client, conversationId, unanswered, true)
  return true
}

/** Asks what was taken out of a box; it is back there if it does not arrive. */
async function askFromBox(
  client: QueryClient,
  conversationId: string | null,
  start: StartRun,
  wasUnheard: boolean,
): Promise<void> {
  await ask(client, start, {
    wasUnheard,
    onDrawn: () => conversationId === null && showAt(null, start.conversationId),
    onStarted: () => forgetSent(start),
    onFailed: (error, mayArrive) => {
      refillBox(conversationId, start, error, mayArrive)
      if (conversationId === null) showAt(start.conversationId, null)
    },
  })
}
