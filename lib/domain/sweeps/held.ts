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
  calls: readonly Pick<ToolCall, 'state' | 'note' | 'startedAt' | 'endedAt'>[],
  now: number,
): boolean {
  if (calls.some(({ note }) => note?.code === 'stopped')) return true
  if (calls.some(({ state }) => state !== 'done' && state !== 'running')) return true
  const isRunning = calls.some(({ state }) => state === 'running')
  // A call may have taken longer than that, or begun later.
  const times = calls.flatMap((call) => [call.startedAt ?? 0, call.endedAt ?? 0])
  const isLate = now - Math.max(endedAt ?? 0, ...times) > STEP
  // Without calls it goes on in every mode.
  return isLate || (settings?.loop.mode === 'step' && calls.length > 0 && !isRunning)
}
