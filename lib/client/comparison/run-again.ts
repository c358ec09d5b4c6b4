import type { QueryClient } from '@tanstack/react-query'
import { type Segment, segmentsOf } from '@/lib/domain/comparison/segments'
import { type Conversation, pathTo } from '@/lib/domain/conversation'
import { hasEnded } from '@/lib/domain/run'
import { newTurnIds } from '../outgoing'
import { conversationQuery } from '../queries/conversations'
import { askNext, resubmitTurn } from '../send'
import { getStoredDraft, setDraft } from '../stores/drafts'

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
  if (before?.headId == null || first?.question?.content == null) return
  const { headId } = before
  await resubmitTurn(client, first.question, first.question.content)
  const after = cached(client, columnId)
  const rootId = segmentsIn(after, after?.headId ?? null)[0]?.question?.id
  // It was refused: the column says so.
  if (rootId === undefined || rootId === first.question.id) return
  setDraft(columnId, { again: { headId, rootId, turns: segments.map(newTurnIds) } })
}

/**
 * Asks a column the next question of what it is asked again, once the answer before is whole. An answer
 * that is not, or was stopped, ends it, as does the last question.
 */
export async function goOnAgain(client: QueryClient, columnId: string): Promise<void> {
  const { again } = getStoredDraft(columnId)
  const conversation = cached(client, columnId)
  if (again === null || conversation === undefined) return
  const now = segmentsIn(conversation, conversation.headId)
  // Somebody looks at another branch.
  if (now[0]?.question?.id !== again.rootId) return
  const head = conversation.messages.findLast(({ id }) => id === conversation.headId)
  const last = conversation.runs.find(({ id }) => id === head?.runId)
  if (last === undefined || !hasEnded(last.status)) return
  const next = segmentsIn(conversation, again.headId)[now.length]?.question?.content
  if (last.status !== 'complete' || next == null) setDraft(columnId, { again: null })
  else await askNext(client, columnId, next, again.turns[now.length])
}

function segmentsIn(conversation: Conversation | undefined, headId: string | null): Segment[] {
  return conversation === undefined ? [] : segmentsOf(pathTo(conversation.messages, headId))
}

function cached(client: QueryClient, id: string): Conversation | undefined {
  return client.getQueryData(conversationQuery(id).queryKey)
}
