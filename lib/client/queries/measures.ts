import { queryOptions } from '@tanstack/react-query'
import type { Measures } from '@/lib/domain/measures'
import { api } from '../api'

/** How soon what one's own runs say is read again where somebody looks. */
const FRESH_MS = 15_000

/** What one's own runs say of each model at each upstream. */
export function measuresQuery() {
  return queryOptions({
    queryKey: ['measures'],
    queryFn: async ({ signal }) => (await api<Measures>('/api/measures', { signal })).measures,
    staleTime: FRESH_MS,
  })
}
