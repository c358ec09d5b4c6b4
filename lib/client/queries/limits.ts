import { type QueryClient, queryOptions } from '@tanstack/react-query'
import { mergeGroups } from '@/lib/domain/limit-groups'
import type { Limits } from '@/lib/domain/limits'
import type { LiveEvent } from '@/lib/domain/live'
import { api } from '../api'

/** The limits that the upstreams' answers have told of. The live connection keeps them current. */
export function limitsQuery() {
  return queryOptions({
    queryKey: ['limits'],
    queryFn: ({ signal }) => api<Limits>('/api/limits', { signal }),
    select: ({ groups }) => groups,
    staleTime: Number.POSITIVE_INFINITY,
  })
}

/** Puts what a notice tells among what is known. */
export function takeLimits(
  client: QueryClient,
  { groups }: Extract<LiveEvent, { type: 'limits' }>,
): void {
  client.setQueryData<Limits>(
    limitsQuery().queryKey,
    (known) => known && { groups: mergeGroups(known.groups, groups) },
  )
}

/** Reads them again: notices may have been missed. */
export function refreshLimits(client: QueryClient): void {
  void client.invalidateQueries({ queryKey: limitsQuery().queryKey })
}
