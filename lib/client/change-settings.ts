import type { QueryClient } from '@tanstack/react-query'
import { followShared } from '@/lib/domain/comparison/overrides'
import type { ChatSettings } from '@/lib/domain/conversation'
import { comparisonQuery } from './queries/comparison-query'
import { conversationQuery } from './queries/conversations'
import { getStoredDraft, setDraft } from './stores/drafts'

/**
 * Changes what a conversation (null = the new one) is asked with next; of a comparison, what its columns
 * share: each column follows in what it does not say otherwise.
 */
export function changeSettings(
  client: QueryClient,
  conversationId: string | null,
  settings: ChatSettings,
): void {
  const comparison =
    conversationId === null
      ? undefined
      : client.getQueryData(comparisonQuery(conversationId).queryKey)
  const before = getStoredDraft(conversationId).settings ?? comparison?.settings ?? null
  if (comparison !== undefined && before !== null) {
    for (const id of comparison.columns) {
      const saved = client.getQueryData(conversationQuery(id).queryKey)?.settings ?? null
      const column = getStoredDraft(id).settings ?? saved
      if (column !== null) setDraft(id, { settings: followShared(column, before, settings) })
    }
  }
  setDraft(conversationId, { settings })
}
