import { useQuery } from '@tanstack/react-query'
import { hasEnded } from '@/lib/domain/run'
import { conversationQuery } from './queries/conversations'
import { useLiveStatus } from './stores/live-runs'

/**
 * The id of the run that is arriving at the end of the branch in view; null when there is none.
 * Another branch may have one of its own: that goes on, and is in nobody's way.
 */
export function useLiveRunInView(conversationId: string | null): string | null {
  const { data: runId = null } = useQuery({
    ...conversationQuery(conversationId ?? ''),
    enabled: conversationId !== null,
    select: ({ messages, headId }) =>
      messages.findLast((message) => message.id === headId)?.runId ?? null,
  })
  const status = useLiveStatus(runId)
  return status === undefined || hasEnded(status) ? null : runId
}
