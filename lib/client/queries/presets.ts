import { type QueryClient, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { CreatePreset, PatchPreset, Preset } from '@/lib/domain/preset'
import { api } from '../api'

interface Answer {
  presets: Preset[]
}

/** The presets of the panel, by name. */
export function presetsQuery() {
  return queryOptions({
    queryKey: ['presets'],
    queryFn: async ({ signal }) => (await api<Answer>('/api/presets', { signal })).presets,
    staleTime: Number.POSITIVE_INFINITY,
  })
}

const put = (client: QueryClient) => (answer: Answer) =>
  client.setQueryData(presetsQuery().queryKey, answer.presets)

/** Keeps a preset. */
export function useCreatePreset() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: CreatePreset) => api<Answer>('/api/presets', { method: 'POST', body }),
    onSuccess: put(client),
  })
}

/** Renames, changes, deletes or brings back a preset, or makes it the default. */
export function usePatchPreset() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ id, ...body }: PatchPreset & { id: string }) =>
      api<Answer>(`/api/presets/${id}`, { method: 'PATCH', body }),
    onSuccess: put(client),
  })
}
