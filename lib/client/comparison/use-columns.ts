import { useQueries, useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { ChatSettings, Conversation } from '@/lib/domain/conversation'
import { hasEnded } from '@/lib/domain/run'
import { comparisonQuery } from '../queries/comparisons'
import { conversationQuery } from '../queries/conversations'
import { useStoredSettingsOf } from '../stores/drafts'
import { addLiveRun } from '../stores/live-runs'

/** A column of a comparison, as far as it has come. */
export interface Column {
  id: string
  conversation: Conversation | undefined
  /** What it would be asked with next; null until it is known. */
  settings: ChatSettings | null
  error: Error | null
}

/** A comparison with its columns; the runs that go on in them are watched from here on. */
export function useComparison(id: string) {
  const { data, error } = useQuery(comparisonQuery(id))
  const ids = data?.columns ?? NO_IDS
  const found = useQueries({ queries: ids.map((columnId) => conversationQuery(columnId)) })
  const drafts = useStoredSettingsOf(ids)
  const runs = found.flatMap((query) => query.data?.runs ?? [])
  useEffect(() => {
    for (const run of runs) if (!hasEnded(run.status)) addLiveRun(run)
  })
  const columns = ids.map((columnId, index): Column => {
    const query = found[index]
    const settings = drafts[index] ?? query?.data?.settings ?? null
    return { id: columnId, conversation: query?.data, settings, error: query?.error ?? null }
  })
  return { comparison: data, columns, error }
}

const NO_IDS: readonly string[] = []
