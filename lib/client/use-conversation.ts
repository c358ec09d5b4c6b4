import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { hasEnded } from '@/lib/domain/run'
import { conversationQuery } from './queries/conversations'
import { addLiveRun } from './stores/live-runs'

/**
 * A conversation in view (null = the new one, which has nothing yet). Its runs that go on at the
 * server are watched from here on, whoever started them.
 */
export function useConversation(id: string | null) {
  const query = useQuery({ ...conversationQuery(id ?? ''), enabled: id !== null })
  const runs = query.data?.runs
  useEffect(() => {
    for (const run of runs ?? []) if (!hasEnded(run.status)) addLiveRun(run)
  }, [runs])
  return query
}
