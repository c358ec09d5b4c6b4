import { queryOptions } from '@tanstack/react-query'
import type { Comparison } from '@/lib/domain/comparison/comparison'
import { api } from '../api'

/** By comparison, the last act upon it that is on its way from here: acts reach the server in their order. */
export const actsUnderWay = new Map<string, Promise<Comparison>>()

/** A comparison without its columns, which are conversations. The live connection says when it is stale. */
export function comparisonQuery(id: string) {
  return queryOptions({
    queryKey: ['comparison', id],
    queryFn: ({ signal }) => api<Comparison>(`/api/comparisons/${id}`, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  })
}
