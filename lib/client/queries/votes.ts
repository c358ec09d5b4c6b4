import type { QueryClient } from '@tanstack/react-query'
import type { CreateVote, Vote } from '@/lib/domain/comparison/votes'
import { api } from '../api'
import { type Votes, votesQuery } from './votes-query'

const TIMEOUT_MS = 15_000

/** Keeps a vote. Throws what the server says. */
export async function postVote(
  client: QueryClient,
  comparisonId: string,
  body: CreateVote,
): Promise<void> {
  const path = `/api/comparisons/${comparisonId}/votes`
  put(client, comparisonId, await api(path, { method: 'POST', body, timeoutMs: TIMEOUT_MS }))
}

/** Takes a vote back. Throws what the server says. */
export async function takeBackVote(
  client: QueryClient,
  { id, comparisonId }: Pick<Vote, 'id' | 'comparisonId'>,
): Promise<void> {
  const path = `/api/comparisons/${comparisonId}/votes/${id}`
  const body = { deleted: true }
  put(client, comparisonId, await api(path, { method: 'PATCH', body, timeoutMs: TIMEOUT_MS }))
}

function put(client: QueryClient, comparisonId: string, { votes }: Votes): void {
  client.setQueryData(votesQuery(comparisonId).queryKey, votes)
}
