import type { QueryClient } from '@tanstack/react-query'
import { isArriving } from '@/lib/domain/comparison/arriving'
import { isAsked, segmentsOf } from '@/lib/domain/comparison/segments'
import { type Conversation, type Message, pathTo } from '@/lib/domain/conversation'
import { hasEnded } from '@/lib/domain/run'
import { goesOnSoon, loopOf } from '@/lib/domain/tools/open-loop'
import type { TurnIds } from '@/lib/domain/turn'
import type { Block } from '@/lib/wire/types'
import { whenAsked } from '../ask'
import { askNext, resubmitTurn } from '../ask-beside'
import { currentSettings } from '../asked-with'
import { newTurnIds } from '../outgoing'
import { conversationQuery } from '../queries/conversations'
import type { Again } from '../stores/draft'
import { getStoredDraft, setDraft } from '../stores/drafts'
import { isRefused, isUnasked } from '../stores/failure'
import { findUnheard, idsOf } from '../unheard'

/**
 * Asks columns everything again that they were asked, one question after the other, beside the old
 * answers. What comes after the first question goes by {@link goOnAgain}, wherever they are in view.
 */
export async function runAgain(client: QueryClient, columnIds: readonly string[]): Promise<void> {
  await Promise.all(columnIds.map((id) => beginAgain(client, id)))
}

async function beginAgain(client: QueryClient, columnId: string): Promise<void> {
  const before = cached(client, columnId)
  const questions = questionsIn(before, before?.headId ?? null)
  const [first] = questions
  if (before?.headId == null || first?.content == null) return
  const settings = currentSettings(client, columnId)
  if (settings === null) return
  const { headId } = before
  const known = getStoredDraft(columnId)
  // It is under way; the answer to one of its questions may not have been heard, and that is here by now.
  if (known.again?.rootId === first.id && !isRefused(known.failure)) {
    setDraft(columnId, { failure: null })
    return goOnAgain(client, columnId)
  }
  if (isArriving(before) || holdsAgain(before, Date.now())) return
  // What had no answer is asked with the same ids, so that it is asked once.
  const isOfOld = known.again?.headId === headId && known.again.missing === undefined
  const unheard = isOfOld ? known.again : null
  const hasArrived = before.messages.some(({ id }) => id === unheard?.rootId)
  const { parentId, content } = first
  const dismissed = findUnheard({ conversationId: columnId, parentId, content, settings })
  const ids = dismissed === undefined ? newTurnIds() : idsOf(dismissed)
  const again = unheard === null || hasArrived ? beginning(headId, questions, ids) : unheard
  setDraft(columnId, { again })
  await askFirst(client, columnId, again)
  // An answer that ended while it was waited for is gone on from.
  if (getStoredDraft(columnId).failure === null) await goOnAgain(client, columnId)
}

/**
 * True while the server goes on at the end of the branch in view, with what tools bring it or after a pause:
 * beside a branch that is asked again it would go on unseen.
 */
export function holdsAgain(conversation: Conversation, now: number): boolean {
  return loopOf(conversation).holdsTurns || goesOnSoon(conversation, now)
}

/**
 * Asks a column at its end what it lacks of what others were asked, one question after the other. What comes
 * after the first one goes by {@link goOnAgain}.
 */
export async function askMissing(
  client: QueryClient,
  columnId: string,
  missing: readonly Block[][],
): Promise<void> {
  const [content, ...others] = missing
  const before = cached(client, columnId)
  const settings = currentSettings(client, columnId)
  if (content === undefined || before === undefined || settings === null) return
  if (others.length === 0) return askNext(client, columnId, content)
  const { headId } = before
  const asked = { conversationId: columnId, parentId: headId, content, settings }
  // What had no answer is asked with the same ids, so that it is asked once.
  const dismissed = findUnheard(asked)
  const first = dismissed === undefined ? newTurnIds() : idsOf(dismissed)
  const turns = [first, ...others.map(newTurnIds)]
  const again: Again = { headId, rootId: first.userId, missing: [...missing], turns }
  setDraft(columnId, { again })
  await askFirst(client, columnId, again)
  if (getStoredDraft(columnId).failure === null) await goOnAgain(client, columnId)
}

async function askFirst(client: QueryClient, columnId: string, again: Again): Promise<void> {
  const [ids] = again.turns
  const [content] = again.missing ?? []
  const [old] = questionsIn(cached(client, columnId), again.headId)
  if (content !== undefined) await askNext(client, columnId, content, ids)
  else if (old?.content != null) await resubmitTurn(client, old, old.content, ids)
  const { failure, again: now } = getStoredDraft(columnId)
  // A refusal the column says.
  if (isRefused(failure) && now?.rootId === again.rootId) setDraft(columnId, { again: null })
}

function beginning(headId: string, questions: readonly Message[], first: TurnIds): Again {
  const turns = [first, ...questions.slice(1).map(newTurnIds)]
  return { headId, rootId: first.userId, turns }
}

/**
 * Asks a column the next question of what it is asked again or lacks, once the answer before is whole. An answer
 * that is not, or was stopped, ends it, as does the last question.
 */
export async function goOnAgain(client: QueryClient, columnId: string): Promise<void> {
  // An answer may end before it is heard that it began.
  await whenAsked(columnId)
  const { again, failure } = getStoredDraft(columnId)
  const conversation = cached(client, columnId)
  if (again === null || isUnasked(failure) || conversation === undefined) return
  if (isArriving(conversation) || loopOf(conversation).phase !== 'none') return
  const asked = again.missing ?? questionsIn(conversation, again.headId).map((one) => one.content)
  const isBegun = conversation.messages.some(({ id }) => id === again.rootId)
  if (!isBegun && conversation.headId === again.headId && asked[0] != null)
    return askFirst(client, columnId, again)
  const now = questionsIn(conversation, conversation.headId)
  const begun = now.findIndex(({ id }) => id === again.rootId)
  // Somebody looks at another branch.
  if (begun === -1) return
  const head = conversation.messages.findLast(({ id }) => id === conversation.headId)
  const last = conversation.runs.find(({ id }) => id === head?.runId)
  if (last === undefined || !hasEnded(last.status)) return
  if (goesOnSoon(conversation, Date.now())) return
  const place = now.length - begun
  const next = asked[place]
  if (last.status !== 'complete' || next == null) setDraft(columnId, { again: null })
  else await askNext(client, columnId, next, again.turns[place])
}

function questionsIn(conversation: Conversation | undefined, headId: string | null): Message[] {
  const segments = segmentsOf(pathTo(conversation?.messages ?? [], headId))
  return segments.filter(isAsked).map(({ question }) => question)
}

function cached(client: QueryClient, id: string): Conversation | undefined {
  return client.getQueryData(conversationQuery(id).queryKey)
}
