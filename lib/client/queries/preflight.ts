import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { Preflight } from '@/lib/domain/preflight'
import type { PreflightInput } from '@/lib/domain/preflight-input'
import { api } from '../api'

/** What is kept of former looks; the requests themselves are not. */
const KEPT_MS = 5 * 60_000

/** A look at a request before it is sent; `fingerprint` names what is looked at. */
export function preflightQuery(fingerprint: string, input: () => PreflightInput) {
  return queryOptions({
    queryKey: ['preflight', fingerprint],
    queryFn: ({ signal }) =>
      api<Preflight>('/api/preflight', { method: 'POST', body: input(), signal }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: KEPT_MS,
    retry: false,
    placeholderData: keepPreviousData,
  })
}
