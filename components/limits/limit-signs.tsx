'use client'

import { useQuery } from '@tanstack/react-query'
import { limitsQuery } from '@/lib/client/queries/limits'
import { onDemand } from '../ui/on-demand'

const Mark = onDemand(async () => (await import('./limit-mark')).LimitMark)
const Warning = onDemand(async () => (await import('./limit-warning')).LimitWarning)

/** Shows the limits of what the conversation asks next, once any were seen. */
export function LimitMark({ conversationId }: { conversationId: string | null }) {
  return useHasLimits() ? <Mark conversationId={conversationId} /> : null
}

/** Warns in the sidebar's foot, once any limits were seen. */
export function LimitWarning() {
  return useHasLimits() ? <Warning /> : null
}

function useHasLimits(): boolean {
  return (useQuery(limitsQuery()).data?.length ?? 0) > 0
}
