import type { StartedRun, StartRun } from '@/lib/domain/conversation'
import { isApiError } from '@/lib/wire/errors'
import { startRun } from './queries/runs'
import { isStoppedEarly } from './stop-answer'

const ATTEMPT_TIMEOUT_MS = 15_000
const WAITS_MS = [500, 1_500]

/** Starts a run, with the same ids at every attempt: one that arrived unseen is joined, not doubled. */
export async function startUntilAnswered(start: StartRun): Promise<StartedRun> {
  for (const wait of WAITS_MS) {
    try {
      return await startRun(start, ATTEMPT_TIMEOUT_MS)
    } catch (error) {
      if (!isApiError(error) || error.status !== 0) throw error
      if (isStoppedEarly(start.id)) throw error
      await new Promise((resolve) => setTimeout(resolve, wait))
    }
  }
  return startRun(start, ATTEMPT_TIMEOUT_MS)
}
