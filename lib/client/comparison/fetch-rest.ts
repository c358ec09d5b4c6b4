import type { QueryClient } from '@tanstack/react-query'
import type { ConversationsIn } from '@/lib/domain/comparison/export/deleted'
import type { Rest } from '@/lib/domain/comparison/export/report'
import { api } from '../api'
import { conversationQuery } from '../queries/conversations'
import { fetchEach } from '../queries/fetch-each'
import { sweepQuery, sweepsQuery } from '../queries/sweeps-query'
import { votesQuery } from '../queries/votes-query'

/** What stands in a comparison beside these columns. Throws what the server says. */
export async function fetchRest(
  client: QueryClient,
  comparisonId: string,
  columnIds: readonly string[],
): Promise<Rest> {
  const { ids, deleted } = await api<ConversationsIn>(
    `/api/comparisons/${comparisonId}/conversations`,
  )
  const others = ids.filter((id) => !columnIds.includes(id))
  const conversations = await fetchEach(others, (id) => client.fetchQuery(conversationQuery(id)))
  const known = await client.fetchQuery(sweepsQuery(comparisonId))
  const sweeps = await fetchEach(
    known.map(({ id }) => id),
    (id) => client.fetchQuery(sweepQuery(comparisonId, id)),
  )
  return {
    conversations: [...conversations.values()].filter((one) => one !== null),
    deleted,
    sweeps: [...sweeps.values()].filter((one) => one !== null),
    votes: await client.fetchQuery(votesQuery(comparisonId)),
  }
}
