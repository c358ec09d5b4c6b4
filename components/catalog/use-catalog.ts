import { useQueries, useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { measuresQuery } from '@/lib/client/queries/measures'
import { modelsQuery } from '@/lib/client/queries/models'
import { settingsQuery } from '@/lib/client/queries/settings'
import { type CatalogEntry, catalogOf } from '@/lib/domain/catalog/entry'
import type { Measure } from '@/lib/domain/measures'
import type { UpstreamView } from '@/lib/domain/settings'

/** What did not come, why, and the way to ask again. */
export interface Failure {
  error: Error
  isFetching: boolean
  onRetry: () => void
}

/** An upstream, and whether its models are there. */
export interface CatalogPlace {
  upstream: string
  label: string
  state: 'here' | 'coming' | 'failed' | 'unready'
  failure: Failure | null
}

export interface Catalog {
  /** All that is there so far. */
  entries: CatalogEntry[]
  /** In the order of the screens; empty until they are known. */
  places: CatalogPlace[]
  /** Of the upstreams themselves, without which there is nothing. */
  failure: Failure | null
  /** Of one's own figures. */
  unmeasured: Failure | null
}

const NO_UPSTREAMS: readonly UpstreamView[] = []
const NO_MEASURES: readonly Measure[] = []

/** The models of all upstreams that are ready, as far as they have come: none waits for another. */
export function useCatalog(): Catalog {
  const common = useTranslations('common')
  const settings = useQuery(settingsQuery())
  const measures = useQuery(measuresQuery())
  const upstreams = settings.data?.upstreams ?? NO_UPSTREAMS
  const lists = useQueries({
    queries: upstreams.map(({ name, isReady }) => ({ ...modelsQuery(name), enabled: isReady })),
  })
  const places = upstreams.map(({ name, label, isSandbox, isReady }, at) => {
    const list = lists[at]
    const failure = list === undefined ? null : failureOf(list)
    const state = stateOf(isReady, list?.data !== undefined, failure !== null)
    const models = isReady ? (list?.data ?? []) : []
    return {
      ...{ upstream: name, label: isSandbox ? common('sandbox') : label },
      ...{ isSandbox, state, failure, models },
    }
  })
  const known = {
    prices: settings.data?.prices ?? {},
    measures: measures.data ?? NO_MEASURES,
    now: new Date(),
  }
  return {
    entries: catalogOf(places, known),
    places,
    failure: failureOf(settings),
    unmeasured: failureOf(measures),
  }
}

interface Asked {
  data: unknown
  error: Error | null
  isFetching: boolean
  refetch: () => unknown
}

/** What was there before is shown on where it could not be asked again. */
function failureOf({ data, error, isFetching, refetch }: Asked): Failure | null {
  if (error === null || data !== undefined) return null
  return { error, isFetching, onRetry: () => void refetch() }
}

function stateOf(isReady: boolean, isHere: boolean, hasFailed: boolean): CatalogPlace['state'] {
  if (!isReady) return 'unready'
  if (isHere) return 'here'
  return hasFailed ? 'failed' : 'coming'
}
