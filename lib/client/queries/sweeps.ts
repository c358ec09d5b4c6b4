import { keepPreviousData, type QueryClient, queryOptions } from '@tanstack/react-query'
import type { SweepEstimate } from '@/lib/domain/sweeps/estimate'
import type { AskedSweep, ChangeSweep, ShownSweep, StartSweep } from '@/lib/domain/sweeps/sweep'
import { api } from '../api'
import { sweepQuery } from './sweeps-query'

const TIMEOUT_MS = 15_000

/** About what a sweep would take; null asks for none. */
export function sweepEstimateQuery(comparisonId: string, asked: AskedSweep | null) {
  return queryOptions({
    queryKey: ['sweep-estimate', comparisonId, asked],
    queryFn: ({ signal }) =>
      api<SweepEstimate>(`/api/comparisons/${comparisonId}/sweeps/estimate`, {
        ...{ method: 'POST', body: asked, signal },
      }),
    enabled: asked !== null,
    placeholderData: keepPreviousData,
  })
}

/** Starts a sweep; asked twice with one id, it is started once. */
export async function postSweep(
  client: QueryClient,
  comparisonId: string,
  body: StartSweep,
): Promise<void> {
  await send(client, comparisonId, '', { method: 'POST', body })
}

/** Pauses, resumes or stops a sweep, or asks again what has failed. */
export async function patchSweep(
  client: QueryClient,
  comparisonId: string,
  sweepId: string,
  body: ChangeSweep,
): Promise<void> {
  await send(client, comparisonId, `/${sweepId}`, { method: 'PATCH', body })
}

async function send(
  client: QueryClient,
  comparisonId: string,
  path: string,
  call: { method: 'POST' | 'PATCH'; body: unknown },
): Promise<void> {
  const sweep = await api<ShownSweep>(`/api/comparisons/${comparisonId}/sweeps${path}`, {
    ...call,
    timeoutMs: TIMEOUT_MS,
  })
  const { queryKey } = sweepQuery(comparisonId, sweep.id)
  // What was asked for before knows less.
  await client.cancelQueries({ queryKey })
  client.setQueryData(queryKey, sweep)
}
