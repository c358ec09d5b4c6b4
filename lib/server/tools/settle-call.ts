import 'server-only'
import type { CallState, ToolCall } from '@/lib/domain/tools/call'
import type { Handled } from '@/lib/domain/tools/trial'
import type { Db } from '../store/schema'
import { updateToolCall } from '../store/tool-calls'

/** Gives a call its result if it is in one of the states. False = it was not. */
export function settleCall(
  db: Db,
  owner: string,
  call: ToolCall,
  from: readonly CallState[],
  { result, console }: Handled,
  note: ToolCall['note'],
): Promise<boolean> {
  const end = { state: 'done' as const, result, console: [...console], note, endedAt: Date.now() }
  return updateToolCall(db, owner, call, from, end)
}
