import type { QueryClient } from '@tanstack/react-query'
import { isArriving } from '@/lib/domain/comparison/arriving'
import { isAsked, type Segment, segmentsOf } from '@/lib/domain/comparison/segments'
import { type Conversation, type Message, pathTo } from '@/lib/domain/conversation'
import { hasEnded } from '@/lib/domain/run'
import { goesOnSoon, loopOf } from '@/lib/domain/tools/open-loop'
import type { TurnIds } from '@/lib/domain/turn'
import { whenAsked } from '../ask'
import { askNext, resubmitTurn } from '../ask-beside'
import { currentSettings } from '../asked-with'
import { newTurnIds } from '../outgoing'
import { conversationQuery } from '../queries/conversations'
import { type Again, getStoredDraft, setDraft } from '../stores/drafts'
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
  const segments = segmentsIn(before, before?.headId ?? null)
  const [first] = segments
  if (before?.headId == null || first?.question.content == null) return
  const settings = currentSettings(client, columnId)
  if (settings === null) return
  const { headId } = before
  const known = getStoredDraft(columnId)
  // It is under way; the answer to one of its questions may not have been heard, and that is here by now.
  if (known.again?.rootId === first.question.id && !isRefused(known.failure)) {
    setDraft(columnId, { failure: null })
    return goOnAgain(client, columnId)
  }
  if (isArriving(before) || holdsAgain(before, Date.now())) return
  // What had no answer is asked with the same ids, so that it is asked once.
  const unheard = known.again?.headId === headId ? known.again : null
  const hasArrived = before.messages.some(({ id }) => id === unheard?.rootId)
  const { parentId, content } = first.question
  const dismissed = findUnheard({ conversationId: columnId, parentId, content, settings })
  const ids = dismissed === undefined ? newTurnIds() : idsOf(dismissed)
  const again = unheard === null || hasArrived ? beginning(headId, segments, ids) : unheard
  setDraft(columnId, { again })
  await askFirst(client, first.question, again)
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

async function askFirst(client: QueryClient, question: Message, again: Again): Promise<void> {
  const { conversationId, content } = question
  if (content === null) return
  await resubmitTurn(client, question, content, again.turns[0])
  const { failure, again: now } = getStoredDraft(conversationId)
  // A refusal the column says.
  if (isRefused(failure) && now?.rootId === again.rootId) setDraft(conversationId, { again: null })
}

function beginning(headId: string, segments: readonly Segment[], first: TurnIds): Again {
  const turns = [first, ...segments.slice(1).map(newTurnIds)]
  return { headId, rootId: first.userId, turns }
}

/**
 * Asks a column the next question of what it is asked again, once the answer before is whole. An answer
 * that is not, or was stopped, ends it, as does the last question.
 */
export async function goOnAgain(client: QueryClient, columnId: string): Promise<void> {
  // An answer may end before it is heard that it began.
  await whenAsked(columnId)
  const { again, failure } = getStoredDraft(columnId)
  const conversation = cached(client, columnId)
  if (again === null || isUnasked(failure) || conversation === undefined) return
  if (isArriving(conversation) || loopOf(conversation).phase !== 'none') return
  const before = segmentsIn(conversation, again.headId)
  const isBegun = conversation.messages.some(({ id }) => id === again.rootId)
  if (!isBegun && conversation.headId === again.headId && before[0] !== undefined)
    return askFirst(client, before[0].question, again)
  const now = segmentsIn(conversation, conversation.headId)
  // Somebody looks at another branch.
  if (now[0]?.question.id !== again.rootId) return
  const head = conversation.messages.findLast(({ id }) => id === conversation.headId)
  const last = conversation.runs.find(({ id }) => id === head?.runId)
  if (last === undefined || !hasEnded(last.status)) return
  if (goesOnSoon(conversation, Date.now())) return
  const next = before[now.length]?.question.content
  if (last.status !== 'complete' || next == null) setDraft(columnId, { again: null })
  else await askNext(client, columnId, next, again.turns[now.length])
}

function segmentsIn(conversation: Conversation | undefined, headId: string | null) {
  return segmentsOf(pathTo(conversation?.messages ?? [], headId)).filter(isAsked)
}

function cached(client: QueryClient, id: string): Conversation | undefined {
  return client.getQueryData(conversationQuery(id).queryKey)
}
