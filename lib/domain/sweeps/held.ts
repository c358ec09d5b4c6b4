import type { Run } from '../run'
import type { ToolCall } from '../tools/call'

/** The server's own loops take their next step at once; longer than this they do not, ms. */
const STEP = 5000

/** True where the tool loop of an answer that has ended does not go on unless somebody does something. */
export function isLoopHeld(
  { settings, endedAt }: Pick<Run, 'settings' | 'endedAt'>,
  calls: readonly Pick<ToolCall, 'state' | 'endedAt'>[],
  now: number,
): boolean {
  if (calls.some(({ state }) => state === 'running')) return false
  if (calls.some(({ state }) => state !== 'done')) return true
  // A call may have taken longer than that.
  const last = Math.max(endedAt ?? 0, ...calls.map((call) => call.endedAt ?? 0))
  return settings?.loop.mode === 'step' || now - last > STEP
}
