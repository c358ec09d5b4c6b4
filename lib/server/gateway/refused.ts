import 'server-only'
import type { Recorder } from '../runs/recorder'
import { OWNER } from '../store/schema'
import { forwardable } from '../upstream/headers'
import type { GatewayCall } from './call'
import { gatewayRun } from './observe'

/** The calls that ask for an answer: each is a run. */
const RUN_PATH = /^\/v1\/(messages|chat\/completions)(\?|$)/
/** Of one key and minute; a program that asks in a loop would fill the store. The metrics count all. */
const MOST_KEPT = 30

/**
 * Keeps a call for an answer that Parley refuses itself as a run of what its program is told: nothing
 * was sent upstream for it, and its body is mostly not even read. Answers what listens to the answer;
 * null for a call that is no run, and for one too many.
 */
export function recordRefusal(call: Omit<GatewayCall, 'base' | 'out' | 'run'>): Recorder | null {
  const { parley, holder, asked, path } = call
  if (asked.method !== 'POST' || !RUN_PATH.test(path)) return null
  // The last runs may be stored already.
  if (parley.calls.isClosing) return null
  if (parley.refusals.take(holder.id, MOST_KEPT, Date.now()) > 0) return null
  const run = gatewayRun(call, asked.headers, '')
  const request = { headers: forwardable(asked.headers), body: null }
  const recorder = parley.runs.observe(OWNER, run, request, new AbortController(), () => {})
  recorder.isRefusal = true
  return recorder
}
