import { queryOptions } from '@tanstack/react-query'
import type { ModelInfo } from '@/lib/domain/models'
import { api } from '../api'

/** The models an upstream lists, in its order. They change with releases, so an hour is fresh. */
export function modelsQuery(upstream: string) {
  return queryOptions({
    queryKey: ['models', upstream],
    queryFn: async ({ signal }) => {
      const path = `/api/models?upstream=${encodeURIComponent(upstream)}`
      return (await api<{ models: ModelInfo[] }>(path, { signal })).models
    },
    staleTime: 60 * 60 * 1000,
    enabled: upstream !== '',
  })
}
