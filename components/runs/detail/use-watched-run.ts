import { useEffect } from 'react'
import { addLiveRun } from '@/lib/client/stores/live-runs'
import { hasEnded, type Run } from '@/lib/domain/run'

/** Has this tab's live connection carry a run while it is live, so that its blocks grow in view. */
export function useWatchedRun(run: Run): void {
  const isLive = !hasEnded(run.status)
  useEffect(() => {
    if (isLive) addLiveRun(run)
  }, [isLive, run])
}
