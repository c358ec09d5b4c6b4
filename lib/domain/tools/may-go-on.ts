import type { Run } from '../run'

/** Ends at which a tool loop may go on. */
export const LOOP_REASONS: ReadonlySet<string | null> = new Set(['tool_use', 'pause_turn'])

/** True for an answer that its tool loop may go on from: it is no whole one. */
export function mayGoOn({ status, message }: Run): boolean {
  return status === 'complete' && LOOP_REASONS.has(message?.stop_reason ?? null)
}
