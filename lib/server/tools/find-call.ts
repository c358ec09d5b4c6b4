import 'server-only'
import type { ToolCall } from '@/lib/domain/tools/call'
import { ApiError } from '@/lib/wire/errors'
import type { Db } from '../store/schema'
import { readTurnCalls } from '../store/tool-calls'

/** A call of a turn. Throws 404. */
export async function findCall(
  db: Db,
  owner: string,
  { conversationId, messageId, id }: Pick<ToolCall, 'conversationId' | 'messageId' | 'id'>,
): Promise<ToolCall> {
  const calls = await readTurnCalls(db, owner, messageId)
  const call = calls.find((one) => one.id === id)
  if (call?.conversationId !== conversationId) {
    throw new ApiError(404, `There is no call ${id} in this turn.`)
  }
  return call
}

/** Says that a call was, when something should be done about it, what that is not done about. */
export function hasMovedOn({ id, state, resultMessageId }: ToolCall): ApiError {
  const now = resultMessageId === null ? state : 'answered'
  return new ApiError(409, `The call ${id} is ${now} already. Look at it again.`)
}
