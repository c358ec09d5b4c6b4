import { useQueries } from '@tanstack/react-query'
import { modelsQuery } from '@/lib/client/queries/models'
import { compareModels } from '@/lib/domain/models'
import type { UpstreamView } from '@/lib/domain/settings'

/** The ids of all models that the upstreams list, each once, the newest first. */
export function useKnownModels(upstreams: readonly UpstreamView[]): string[] {
  const lists = useQueries({
    queries: upstreams.filter(({ isReady }) => isReady).map(({ name }) => modelsQuery(name)),
  })
  const models = lists.flatMap(({ data }) => data ?? []).sort(compareModels)
  return [...new Set(models.map(({ id }) => id))]
}
