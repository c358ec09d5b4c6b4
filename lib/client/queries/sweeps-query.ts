import { queryOptions } from '@tanstack/react-query'
import type { ShownSweep, SweepList } from '@/lib/domain/sweeps/sweep'
import { api } from '../api'

/** The sweeps of a comparison, the newest first. The live connection says when they are stale. */
export function sweepsQuery(comparisonId: string) {
  return queryOptions({
    queryKey: ['sweeps', comparisonId],
    queryFn: async ({ signal }) =>
      (await api<SweepList>(`/api/comparisons/${comparisonId}/sweeps`, { signal })).sweeps,
    staleTime: Number.POSITIVE_INFINITY,
  })
}

/** One of them whole. It is stale when they are. */
export function sweepQuery(comparisonId: string, id: string) {
  return queryOptions({
    queryKey: [...sweepsQuery(comparisonId).queryKey, id],
    queryFn: ({ signal }) =>
      api<ShownSweep>(`/api/comparisons/${comparisonId}/sweeps/${id}`, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  })
}
