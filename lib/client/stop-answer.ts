import type { QueryClient } from '@tanstack/react-query'
import { hasEnded } from '@/lib/domain/run'
import { isApiError } from '@/lib/wire/errors'
import { stopRun, tryRunNow } from './queries/runs'
import { saveRun } from './save-run'
import { getStoredDraft, setDraft } from './stores/drafts'
import type { Failure } from './stores/failure'
import { getLiveRuns } from './stores/live-runs'

/** The runs whose start is on its way from here, and whether they were stopped meanwhile. */
const starting = new Map<string, boolean>()

/** From here on a stop of this run, whose start is on its way, is remembered. */
export function heedStop(runId: string): void {
  starting.set(runId, false)
}

/** True for a run whose start is on its way and which somebody has stopped meanwhile. */
export function isStoppedEarly(runId: string): boolean {
  return starting.get(runId) === true
}

/** Its start is over. */
export function forgetStopped(runId: string): void {
  starting.delete(runId)
}

/**
 * Stops a run for a person; what came is kept. One that has not begun does not begin, or is stopped once it
 * has. What waits for its end does not go by itself any more: to stop is to spend nothing further.
 */
export async function stopAnswer(client: QueryClient, runId: string): Promise<void> {
  const conversationId = getLiveRuns()[runId]?.run.conversationId
  if (conversationId != null) holdWaiting(conversationId)
  if (starting.has(runId)) starting.set(runId, true)
  await stopStarted(client, runId)
}

/** Tells the server of a stop that somebody has asked for. */
export async function stopStarted(client: QueryClient, runId: string): Promise<void> {
  await tell(runId, 'stop', async () => {
    const stopped = await stopRun(runId)
    if (hasEnded(stopped.status)) saveRun(client, stopped)
  })
}

/** From here on what waits in a conversation, or would be asked again there, goes only when a person sends it. */
export function holdWaiting(conversationId: string): void {
  const { waiting, again } = getStoredDraft(conversationId)
  if (waiting !== null || again !== null) setDraft(conversationId, { waiting: null, again: null })
}

/** Has the next attempt of a run made at once; the live connection tells what comes of it. */
export async function tryAnswerNow(runId: string): Promise<void> {
  await tell(runId, 'retry', () => tryRunNow(runId))
}

/** Tells the server something of a run; a failure is shown where the run is. */
async function tell(
  runId: string,
  act: Failure['act'],
  call: () => Promise<unknown>,
): Promise<void> {
  try {
    await call()
  } catch (error) {
    const conversationId = getLiveRuns()[runId]?.run.conversationId
    if (!isApiError(error)) throw error
    if (conversationId != null) setDraft(conversationId, { failure: { act, error } })
  }
}
