import { useQueries, useQuery } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import type { ChatSettings, Conversation } from '@/lib/domain/conversation'
import { hasEnded } from '@/lib/domain/run'
import { comparisonQuery } from '../queries/comparison-query'
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
  const found = useQueries({
    queries: ids.map((columnId) => conversationQuery(columnId)),
    // What is combined keeps its identity while nothing of it changes.
    combine: (results) =>
      results.map(({ data: conversation, error: flaw }) => ({ conversation, flaw })),
  })
  const drafts = useStoredSettingsOf(ids)
  const runs = found.flatMap(({ conversation }) => conversation?.runs ?? [])
  useEffect(() => {
    for (const run of runs) if (!hasEnded(run.status)) addLiveRun(run)
  })
  const columns = useMemo(
    () =>
      ids.map((columnId, index): Column => {
        const { conversation, flaw = null } = found[index] ?? {}
        const settings = drafts[index] ?? conversation?.settings ?? null
        return { id: columnId, conversation, settings, error: flaw }
      }),
    [ids, found, drafts],
  )
  return { comparison: data, columns, error }
}

const NO_IDS: readonly string[] = []
