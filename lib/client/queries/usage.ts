import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { midnight } from '@/lib/domain/run-view'
import type { Usage, UsageGroup } from '@/lib/domain/usage'
import { api } from '../api'

/** How often it is read again while somebody looks. */
const READ_MS = 15_000

/** What the last days came to, this one included, parted by this browser's midnights. */
export function usageQuery(days: number, by: UsageGroup) {
  return queryOptions({
    queryKey: ['usage', days, by],
    queryFn: async ({ signal }) => {
      const now = new Date()
      const query = new URLSearchParams({
        since: String(midnight(now, 1 - days)),
        until: String(midnight(now, 1)),
        zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
        by,
      })
      return (await api<Usage>(`/api/usage?${query}`, { signal })).rows
    },
    staleTime: READ_MS,
    refetchInterval: READ_MS,
    placeholderData: keepPreviousData,
  })
}
