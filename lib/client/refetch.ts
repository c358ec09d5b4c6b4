import type { Query, QueryClient } from '@tanstack/react-query'
import { isApiError } from '@/lib/wire/errors'
import { createFreshen } from './freshen'
import { actsUnderWay, comparisonQuery } from './queries/comparison-query'
import { refreshListed } from './queries/conversation-list'
import { conversationQuery, wasDeletedHere } from './queries/conversations'
import { gatewayKeysQuery } from './queries/gateway-keys'
import { keptAnswersQuery } from './queries/kept'
import { modelsQuery } from './queries/models'
import { settingsQuery, storageQuery } from './queries/settings'
import { sweepsQuery } from './queries/sweeps-query'
import { toolsQuery } from './queries/tools'
import { votesQuery } from './queries/votes-query'

const GATHER_MS = 60

/** Fetches again what the server says has changed. */
export interface Refetch {
  /** A conversation and its place in the list, a moment later, several changes at once. */
  soon(conversationId: string): void
  /** Its place in the list alone: what was announced of it is known here already. */
  row(conversationId: string): void
  /** The settings and the tools, and the models of the upstream whose keys have changed, if any. */
  settings(upstream: string | null): void
  /** Everything that is cached and can change. */
  all(): void
  /** What could not be read while the server was away. */
  failed(): void
}

/** What is in view is fetched at once, the rest when it is next looked at. */
export function createRefetch(client: QueryClient): Refetch {
  const fetchSettings = () => {
    for (const { queryKey } of [
      settingsQuery(),
      gatewayKeysQuery(),
      storageQuery(),
      keptAnswersQuery(),
      toolsQuery(),
    ]) {
      void client.invalidateQueries({ queryKey })
    }
  }
  const freshen = createFreshen(client)
  const stale = new Set<string>()
  /** Columns of which all is known here but how their comparison stands in the list. */
  const rows = new Set<string>()
  let timer: ReturnType<typeof setTimeout> | null = null
  const fetchStale = () => {
    timer = null
    if (stale.size + rows.size === 0) return
    void refreshListed(client, [...new Set([...stale, ...rows])])
    for (const id of stale) {
      if (wasDeletedHere(id)) continue
      void client.invalidateQueries({ queryKey: conversationQuery(id).queryKey })
      // What is told between two acts is older than what is drawn; the last act asks for it again.
      if (!actsUnderWay.has(id)) freshen(comparisonQuery(id).queryKey)
      freshen(sweepsQuery(id).queryKey)
      void client.invalidateQueries({ queryKey: votesQuery(id).queryKey })
    }
    stale.clear()
    rows.clear()
  }
  const gather = (conversationId: string, into = stale) => {
    into.add(conversationId)
    if (timer === null) timer = setTimeout(fetchStale, GATHER_MS)
  }
  return {
    soon: (conversationId) => gather(conversationId),
    row: (conversationId) => {
      const known = client.getQueryData(conversationQuery(conversationId).queryKey)
      if (known?.kind === 'column') gather(conversationId, rows)
    },
    settings: (upstream) => {
      fetchSettings()
      if (upstream !== null)
        void client.invalidateQueries({ queryKey: modelsQuery(upstream).queryKey })
    },
    all: () => {
      void client.invalidateQueries({ queryKey: ['conversations'] })
      fetchSettings()
      // A list that could not be had may be there with another key.
      const hasFailed = ({ state }: Query) => state.status === 'error'
      void client.invalidateQueries({ queryKey: ['models'], predicate: hasFailed })
      void client.invalidateQueries({ queryKey: ['conversation'] })
      void client.invalidateQueries({ queryKey: ['comparison'] })
      void client.invalidateQueries({ queryKey: ['sweeps'] })
      void client.invalidateQueries({ queryKey: ['votes'] })
    },
    failed: () => {
      const isUnread = ({ state }: Query) => state.error !== null && isUnanswered(state.error)
      void client.refetchQueries({ type: 'active', predicate: isUnread })
    },
  }
}

/** No answer at all came. */
function isUnanswered(error: Error): boolean {
  return isApiError(error) && error.status === 0
}
