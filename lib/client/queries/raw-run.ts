import { queryOptions } from '@tanstack/react-query'
import type { RawRun } from '@/lib/domain/raw-run'
import { api } from '../api'

/** A run as it went over the wire. Large, so it is kept only while somebody looks at it. */
export function rawRunQuery(runId: string) {
  return queryOptions({
    queryKey: ['raw', runId],
    queryFn: ({ signal }) => api<RawRun>(`/api/runs/${runId}/raw`, { signal }),
    gcTime: 0,
  })
}
