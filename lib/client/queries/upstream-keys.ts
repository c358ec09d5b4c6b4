import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { SavedKey, Settings } from '@/lib/domain/settings'
import type { NewKey, PatchKey } from '@/lib/domain/upstream-keys'
import { api } from '../api'
import { settingsQuery } from './settings'

/** What the settings say of a key after it was saved, and which key that is. */
export type KeyChange =
  | { upstream: string; id: null; key: NewKey }
  | { upstream: string; id: string; key: PatchKey }

const pathOf = (upstream: string, id: string | null) =>
  `/api/upstreams/${encodeURIComponent(upstream)}/keys${id === null ? '' : `/${id}`}`

/**
 * Stores a key or changes one; the server tests what is another credential by that. The live
 * connection tells every tab, this one too, when there may be other models.
 */
export function useSaveKey() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ upstream, id, key }: KeyChange) =>
      api<SavedKey>(pathOf(upstream, id), { method: id === null ? 'POST' : 'PATCH', body: key }),
    onSuccess: ({ settings }) => client.setQueryData(settingsQuery().queryKey, settings),
  })
}

/** Deletes a key for good. */
export function useDeleteKey() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ upstream, id }: { upstream: string; id: string }) =>
      api<Settings>(pathOf(upstream, id), { method: 'DELETE' }),
    onSuccess: (settings) => client.setQueryData(settingsQuery().queryKey, settings),
  })
}

/** Tests a stored key, or with null what the upstream has from the environment. */
export function useTestKey() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ upstream, id }: { upstream: string; id: string | null }) => {
      const path =
        id === null ? `/api/upstreams/${encodeURIComponent(upstream)}` : pathOf(upstream, id)
      return api<Settings>(`${path}/test`, { method: 'POST' })
    },
    onSuccess: (settings) => client.setQueryData(settingsQuery().queryKey, settings),
  })
}
