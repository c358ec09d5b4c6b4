import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { CitedPassage } from '@/lib/domain/files/preview'
import { api } from '../api'

/** A passage that an answer cites, and the document that it is from; the one before stays in view meanwhile. */
export function citedQuery(runId: string, number: number) {
  return queryOptions({
    queryKey: ['cited', runId, number],
    queryFn: ({ signal }) => api<CitedPassage>(`/api/runs/${runId}/cited/${number}`, { signal }),
    staleTime: 60_000,
    placeholderData: keepPreviousData,
  })
}
