import 'server-only'
import type { Run } from '@/lib/domain/run'
import type { ToolCall } from '@/lib/domain/tools/call'
import { areSettled } from '@/lib/domain/tools/loop'
import { getRun } from '../store/runs'
import type { Db } from '../store/schema'
import { readTurnCalls, readUnsentTurns } from '../store/tool-calls'

/** A turn whose calls' results have not gone back. */
export interface OpenTurn {
  owner: string
  conversationId: string
  messageId: string
}

/** A turn in which there is something to take up. */
export interface LeftTurn extends OpenTurn {
  /** Its calls that run; no others may be taken for those that a process left. */
  running: ToolCall[]
}

/** The turns that a process which went left in the middle: calls run there, or their results are all there. */
export async function readLeftTurns(db: Db): Promise<LeftTurn[]> {
  const left: LeftTurn[] = []
  for (const { owner_id: owner, conversation_id, message_id } of await readUnsentTurns(db)) {
    const calls = await readTurnCalls(db, owner, message_id)
    const running = calls.filter(({ state }) => state === 'running')
    if (running.length === 0 && !areSettled(calls)) continue
    left.push({ owner, conversationId: conversation_id, messageId: message_id, running })
  }
  return left
}

/**
 * The answers in view that ask for something and of whose calls nothing was stored: the process went
 * between the two.
 */
export async function readForgottenRuns(db: Db): Promise<{ turn: OpenTurn; run: Run }[]> {
  const rows = await db
    .selectFrom('conversations')
    .innerJoin('messages', 'messages.id', 'conversations.head_id')
    .innerJoin('runs', 'runs.id', 'messages.run_id')
    .select(['runs.id', 'runs.owner_id', 'messages.conversation_id', 'messages.id as message_id'])
    .where('conversations.deleted_at', 'is', null)
    .where('runs.source', '=', 'chat')
    .where('runs.status', '=', 'complete')
    .where('runs.stop_reason', 'in', ['tool_use', 'pause_turn'])
    // Those of older versions ended here.
    .where('runs.asked', 'is not', null)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('tool_calls')
            .select('tool_calls.id')
            .whereRef('tool_calls.message_id', '=', 'messages.id'),
        ),
      ),
    )
    .execute()
  return Promise.all(
    rows.map(async ({ id, owner_id: owner, conversation_id, message_id: messageId }) => ({
      turn: { owner, conversationId: conversation_id, messageId },
      run: await getRun(db, owner, id),
    })),
  )
}
