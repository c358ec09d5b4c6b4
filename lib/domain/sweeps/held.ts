import type { Run } from '../run'
import type { ToolCall } from '../tools/call'

/** What nothing is under way for may have begun a moment ago; longer than this it has not, ms. */
const STEP = 5000

/**
 * True where the tool loop of an answer that has ended, and that nothing is under way for, does not go on
 * unless somebody does something.
 */
export function isLoopHeld(
  { settings, endedAt }: Pick<Run, 'settings' | 'endedAt'>,
  calls: readonly Pick<ToolCall, 'state' | 'note' | 'endedAt'>[],
  now: number,
): boolean {
  if (calls.some(({ note }) => note?.code === 'stopped')) return true
  if (calls.some(({ state }) => state === 'running')) return false
  if (calls.some(({ state }) => state !== 'done')) return true
  // A call may have taken longer than that.
  const last = Math.max(endedAt ?? 0, ...calls.map((call) => call.endedAt ?? 0))
  // Without calls it goes on in every mode.
  return (settings?.loop.mode === 'step' && calls.length > 0) || now - last > STEP
}
