import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { hasEnded } from '@/lib/domain/run'
import { isApiError } from '@/lib/wire/errors'
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

/**
 * True once it is known where the next turn of a conversation (null = the new one) hangs: it has come,
 * or was never at the server.
 */
export function useIsPlaced(id: string | null): boolean {
  const { data, error } = useQuery({ ...conversationQuery(id ?? ''), enabled: id !== null })
  return id === null || data !== undefined || (isApiError(error) && error.status === 404)
}
