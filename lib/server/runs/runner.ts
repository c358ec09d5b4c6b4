import 'server-only'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Upstream, type UpstreamCall, UpstreamError } from '../upstream/sink'
import { attempt, giveUp, planRetry } from './attempt'
import type { Recorder } from './recorder'

/**
 * Carries a run from its first attempt to its end. The only loop that retries: before the first
 * byte, a bounded number of times, each wait told to the screens.
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
    recorder.wait(retry)
    waited += retry.waitMs
    try {
      await sleep(retry.waitMs, undefined, { signal: call.signal })
    } catch {
      return recorder.fail(new UpstreamError('aborted', 'The run was stopped while it waited.'))
    }
  }
}
