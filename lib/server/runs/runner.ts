import 'server-only'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Upstream, type UpstreamCall, UpstreamError } from '../upstream/sink'
import { attempt, giveUp, planRetry } from './attempt'
import type { Recorder } from './recorder'

/**
 * Carries a run from its first attempt to its end. The only loop that retries: before the first
 * byte, a bounded number of times, each wait told to the screens, which may cut it short.
 */
export async function carry(
  upstream: Upstream,
  call: UpstreamCall,
  recorder: Recorder,
): Promise<void> {
  let waited = 0
  for (let attempts = 1; ; attempts++) {
    const failure = await attempt(upstream, call, recorder)
    if (failure === null) return
    const retry = planRetry(failure, attempts, waited)
    if (retry === null) return giveUp(failure, recorder)
    const hurried = recorder.wait(retry)
    const began = performance.now()
    try {
      const signal = AbortSignal.any([call.signal, hurried])
      await sleep(retry.waitMs, undefined, { signal })
      waited += retry.waitMs
    } catch {
      // A wait that was not waited to its end tells that the next attempt was never made.
      if (call.signal.aborted) {
        return recorder.fail(new UpstreamError('aborted', 'The run was stopped while it waited.'))
      }
      const waitMs = Math.round(performance.now() - began)
      recorder.haveWaited(waitMs)
      waited += waitMs
    }
  }
}
