import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { PatchSettings, Settings, StorageSize } from '@/lib/domain/settings'
import { api } from '../api'

export function settingsQuery() {
  return queryOptions({
    queryKey: ['settings'],
    queryFn: ({ signal }) => api<Settings>('/api/settings', { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  })
}

/** Changes settings; the answer takes the place of what is cached. */
export function usePatchSettings() {
  const client = useQueryClient()
  return useMutation({
    // One after the other: an answer that is overtaken would bring back what it knew.
    scope: { id: 'settings' },
    mutationFn: (patch: PatchSettings) =>
      api<Settings>('/api/settings', { method: 'PATCH', body: patch }),
    onSuccess: (settings) => client.setQueryData(settingsQuery().queryKey, settings),
  })
}

/** Asks for the gateway key. It is shown and forgotten: never cached. */
export async function revealGatewayKey(): Promise<string> {
  const { key } = await api<{ key: string }>('/api/gateway-key', { method: 'POST' })
  return key
}

/** What the data directory takes on disk, counted anew each time it is looked at. */
export function storageQuery() {
  return queryOptions({
    queryKey: ['storage'],
    queryFn: ({ signal }) => api<StorageSize>('/api/storage', { signal }),
    staleTime: 0,
  })
}
