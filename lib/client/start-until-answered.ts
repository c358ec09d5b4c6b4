import type { StartedRun, StartRun } from '@/lib/domain/conversation'
import { type ApiError, isApiError } from '@/lib/wire/errors'
import { startRun } from './queries/runs'
import { isStoppedEarly } from './stop-answer'
import { isUnheard } from './stores/failure'

const ATTEMPT_TIMEOUT_MS = 15_000
const WAITS_MS = [500, 1_500]
/** What is said on the way, of this attempt alone: one before it may have got through. */
const REFUSED_ON_THE_WAY = new Set([401, 403, 408, 429])

/** `mayArrive`: one of the attempts may have begun the run. */
type Outcome = { started: StartedRun } | { error: ApiError; mayArrive: boolean }

/**
 * Starts a run, with the same ids at every attempt: one that arrived unseen is joined, not doubled.
 * `wasUnheard`: it was asked for before, without an answer.
 */
export async function startUntilAnswered(start: StartRun, wasUnheard: boolean): Promise<Outcome> {
  let mayArrive = wasUnheard
  for (let attempt = 0; ; attempt++) {
    try {
      return { started: await startRun(start, ATTEMPT_TIMEOUT_MS) }
    } catch (error) {
      if (!isApiError(error)) throw error
      mayArrive = isUnheard(error) || (mayArrive && REFUSED_ON_THE_WAY.has(error.status))
      const wait = WAITS_MS[attempt]
      if (error.status !== 0 || wait === undefined || isStoppedEarly(start.id))
        return { error, mayArrive }
      await new Promise((resolve) => setTimeout(resolve, wait))
    }
  }
}
