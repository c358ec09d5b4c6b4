import { queryOptions } from '@tanstack/react-query'
import type { Vote } from '@/lib/domain/comparison/votes'
import { api } from '../api'

/** The votes of a comparison. The live connection says when they are stale. */
export function votesQuery(comparisonId: string) {
  return queryOptions({
    queryKey: ['votes', comparisonId],
    queryFn: async ({ signal }) =>
      (await api<Votes>(`/api/comparisons/${comparisonId}/votes`, { signal })).votes,
    staleTime: Number.POSITIVE_INFINITY,
  })
}

export interface Votes {
  votes: Vote[]
}
