import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { type Keeping, type KeptAnswers, surplusOf } from '@/lib/domain/keeping'
import type { StorageSize } from '@/lib/domain/settings'
import { api } from '../api'

const ANSWERS = '/api/kept-answers'

/** What the response cache holds, counted anew each time it is looked at. */
export function keptAnswersQuery() {
  return queryOptions({
    queryKey: ['kept-answers'],
    queryFn: ({ signal }) => api<KeptAnswers>(ANSWERS, { signal }),
    staleTime: 0,
  })
}

/** Forgets all answers of the response cache. */
export function useClearKeptAnswers() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => api<void>(ANSWERS, { method: 'DELETE' }),
    onSuccess: () => client.invalidateQueries({ queryKey: keptAnswersQuery().queryKey }),
  })
}

/** Bytes that a change takes away at once, at least. */
export async function findSurplus(change: Partial<Keeping>): Promise<number> {
  if (change.bodiesMaxDays === undefined) {
    return surplusOf(await api<StorageSize>('/api/storage'), change)
  }
  const aged = await api<{ bytes: number }>(`/api/storage/aged?days=${change.bodiesMaxDays}`)
  return aged.bytes
}
