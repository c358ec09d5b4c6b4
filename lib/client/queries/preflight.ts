import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { Preflight } from '@/lib/domain/preflight'
import type { PreflightInput } from '@/lib/domain/preflight-input'
import { isApiError } from '@/lib/wire/errors'
import { api } from '../api'

/** What is kept of former looks; the requests themselves are not. */
const KEPT_MS = 5 * 60_000

/** A look, and at which files (`filesIn`): what was said of other ones is shown for a moment as well. */
interface Look extends Preflight {
  files: string
}

/** A look at a request before it is sent; `fingerprint` names what is looked at, `files` its files. */
export function preflightQuery(fingerprint: string, files: string, input: () => PreflightInput) {
  return queryOptions({
    queryKey: ['preflight', fingerprint],
    queryFn: async ({ signal }): Promise<Look> => ({ ...(await ask(input(), signal)), files }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: KEPT_MS,
    retry: false,
    placeholderData: keepPreviousData,
  })
}

async function ask(body: PreflightInput, signal: AbortSignal): Promise<Preflight> {
  try {
    return await api<Preflight>('/api/preflight', { method: 'POST', body, signal })
  } catch (error) {
    // Too long to be looked at is too long to be sent.
    if (!isApiError(error) || error.status !== 413) throw error
    return { complaints: [error.message], inputTokens: null }
  }
}
