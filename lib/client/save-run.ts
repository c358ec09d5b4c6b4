import { notifyManager, type QueryClient } from '@tanstack/react-query'
import type { Run } from '@/lib/domain/run'
import { markEnded } from './queries/conversation-list'
import { putRun } from './queries/runs'
import { dropLiveRun } from './stores/live-runs'

/** Moves an ended run from live to saved in one step of the screen: the cache's observers hear first. */
export function saveRun(client: QueryClient, run: Run): void {
  notifyManager.batch(() => {
    putRun(client, run)
    if (run.conversationId !== null) markEnded(client, run.conversationId)
    notifyManager.schedule(() => dropLiveRun(run.id))
  })
}
