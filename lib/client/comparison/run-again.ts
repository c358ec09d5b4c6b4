import type { QueryClient } from '@tanstack/react-query'
import { segmentsOf } from '@/lib/domain/comparison/segments'
import { pathTo } from '@/lib/domain/conversation'
import { hasEnded } from '@/lib/domain/run'
import { conversationQuery } from '../queries/conversations'
import { resubmitTurn } from '../send'
import { getStoredDraft, setDraft } from '../stores/drafts'
import { takeColumn } from './own-columns'
import { askInColumn } from './send-to-columns'

/**
 * Asks columns everything again that they were asked, one question after the other, beside the old
 * answers. What comes after the first question goes by {@link goOnAgain}.
 */
export async function runAgain(client: QueryClient, columnIds: readonly string[]): Promise<void> {
  await Promise.all(
    columnIds.map(async (id) => {
      const conversation = client.getQueryData(conversationQuery(id).queryKey)
      if (conversation === undefined) return
      const { messages, headId } = conversation
      const [first] = segmentsOf(pathTo(messages, headId))
      if (first?.question?.content == null) return
      takeColumn(id)
      setDraft(id, { again: headId })
      await resubmitTurn(client, first.question, first.question.content)
    }),
  )
}

/** Asks a column the next question of what it is asked again, once the answer before is whole; ends where all were asked. */
export async function goOnAgain(client: QueryClient, columnId: string): Promise<void> {
  const { again } = getStoredDraft(columnId)
  const conversation = client.getQueryData(conversationQuery(columnId).queryKey)
  if (again === null || conversation === undefined) return
  const { messages, headId, runs } = conversation
  const old = segmentsOf(pathTo(messages, again))
  const now = segmentsOf(pathTo(messages, headId))
  // It was not begun, or somebody looks at the old branch.
  if (now[0]?.question?.id === old[0]?.question?.id) return
  const last = runs.find(({ id }) => id === messages.findLast((turn) => turn.id === headId)?.runId)
  if (last === undefined || !hasEnded(last.status) || last.status !== 'complete') return
  const next = old[now.length]?.question?.content
  if (next == null) setDraft(columnId, { again: null })
  else await askInColumn(client, columnId, next)
}
