import 'server-only'
import type { Selectable } from 'kysely'
import type { AnswerWay, ToolResult } from '@/lib/domain/tools/answer'
import type { CallNote, CallState, ToolCall } from '@/lib/domain/tools/call'
import { type Db, ROWS_AT_ONCE, type ToolCallRow, type Tx } from './schema'

/** The calls of a conversation, in order of their turns' creation and of their places there. */
export async function readToolCalls(
  db: Db | Tx,
  owner: string,
  conversationId: string,
): Promise<ToolCall[]> {
  const rows = await db
    .selectFrom('tool_calls')
    .selectAll()
    .where('owner_id', '=', owner)
    .where('conversation_id', '=', conversationId)
    .orderBy('message_id')
    .orderBy('idx')
    .execute()
  return rows.map(toToolCall)
}

/** The calls of one turn, in their order. */
export async function readTurnCalls(
  db: Db | Tx,
  owner: string,
  messageId: string,
): Promise<ToolCall[]> {
  const rows = await db
    .selectFrom('tool_calls')
    .selectAll()
    .where('owner_id', '=', owner)
    .where('message_id', '=', messageId)
    .orderBy('idx')
    .execute()
  return rows.map(toToolCall)
}

/** Stores the calls of a turn; those that are there stay as they are. Answers how many are new. */
export async function insertToolCalls(
  db: Db | Tx,
  owner: string,
  calls: readonly ToolCall[],
): Promise<number> {
  let count = 0
  for (let at = 0; at < calls.length; at += ROWS_AT_ONCE) {
    const rows = calls.slice(at, at + ROWS_AT_ONCE).map((call) => toRow(call, owner))
    const { numInsertedOrUpdatedRows } = await db
      .insertInto('tool_calls')
      .values(rows)
      .onConflict((conflict) => conflict.columns(['message_id', 'id']).doNothing())
      .executeTakeFirstOrThrow()
    count += Number(numInsertedOrUpdatedRows ?? 0)
  }
  return count
}

/**
 * Changes a call if it is in one of the states, and its result has not gone back: what two tabs do at
 * once is done once. `startedAt` names the one time that it ran which is meant. False = it was not.
 */
export async function updateToolCall(
  db: Db,
  owner: string,
  { messageId, id }: Pick<ToolCall, 'messageId' | 'id'>,
  from: readonly CallState[],
  change: Partial<Omit<ToolCall, 'id' | 'messageId'>> & { isApproved?: boolean },
  startedAt: number | null = null,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('tool_calls')
    .set(toColumns(change))
    .where('owner_id', '=', owner)
    .where('message_id', '=', messageId)
    .where('id', '=', id)
    .where('state', 'in', from)
    .where('result_message_id', 'is', null)
    .$if(startedAt !== null, (query) => query.where('started_at', '=', startedAt))
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Notes which turn carries the results of a turn's calls. Answers of how many that was not known yet. */
export async function markResultsSent(
  tx: Tx,
  owner: string,
  messageId: string,
  resultMessageId: string,
): Promise<number> {
  const { numUpdatedRows } = await tx
    .updateTable('tool_calls')
    .set({ result_message_id: resultMessageId })
    .where('owner_id', '=', owner)
    .where('message_id', '=', messageId)
    .where('result_message_id', 'is', null)
    .executeTakeFirst()
  return Number(numUpdatedRows)
}

/** The tools that a person has let run from now on in a conversation. */
export async function readApproved(
  db: Db | Tx,
  owner: string,
  conversationId: string,
): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('tool_calls')
    .select('tool_id')
    .distinct()
    .where('owner_id', '=', owner)
    .where('conversation_id', '=', conversationId)
    .where('is_approved', '=', 1)
    .execute()
  return new Set(rows.flatMap(({ tool_id }) => tool_id ?? []))
}

/** The turns of any owner whose calls have results that have not gone back, or none yet. */
export function readUnsentTurns(db: Db) {
  return db
    .selectFrom('tool_calls')
    .innerJoin('conversations', 'conversations.id', 'tool_calls.conversation_id')
    .select(['tool_calls.owner_id', 'conversation_id', 'message_id'])
    .distinct()
    .where('result_message_id', 'is', null)
    .where('conversations.deleted_at', 'is', null)
    .execute()
}

function toRow(call: ToolCall, owner: string): ToolCallRow {
  return {
    id: call.id,
    owner_id: owner,
    conversation_id: call.conversationId,
    message_id: call.messageId,
    idx: call.index,
    name: call.name,
    tool_id: call.toolId,
    by: call.by,
    state: call.state,
    note: toJson(call.note),
    result: toJson(call.result),
    is_edited: call.isEdited ? 1 : 0,
    is_approved: 0,
    console: JSON.stringify(call.console),
    started_at: call.startedAt,
    ended_at: call.endedAt,
    result_message_id: call.resultMessageId,
  }
}

type Change = Partial<ToolCall> & { isApproved?: boolean }

function toColumns(change: Change): Partial<ToolCallRow> {
  const { by, state, note, result, isEdited, isApproved, startedAt, endedAt } = change
  return {
    ...(by === undefined ? {} : { by }),
    ...(state === undefined ? {} : { state }),
    ...(note === undefined ? {} : { note: toJson(note) }),
    ...(result === undefined ? {} : { result: toJson(result) }),
    ...(isEdited === undefined ? {} : { is_edited: isEdited ? 1 : 0 }),
    ...(isApproved === undefined ? {} : { is_approved: isApproved ? 1 : 0 }),
    ...(change.console === undefined ? {} : { console: JSON.stringify(change.console) }),
    ...(startedAt === undefined ? {} : { started_at: startedAt }),
    ...(endedAt === undefined ? {} : { ended_at: endedAt }),
  }
}

function toJson(value: unknown): string | null {
  return value === null ? null : JSON.stringify(value)
}

/** The JSON columns were written by {@link toRow} and {@link toColumns} from the same types. */
function toToolCall(row: Selectable<ToolCallRow>): ToolCall {
  return {
    id: row.id,
    conversationId: row.conversation_id,
    messageId: row.message_id,
    index: row.idx,
    name: row.name,
    toolId: row.tool_id,
    by: row.by as AnswerWay,
    state: row.state as CallState,
    note: row.note === null ? null : (JSON.parse(row.note) as CallNote),
    result: row.result === null ? null : (JSON.parse(row.result) as ToolResult),
    isEdited: row.is_edited === 1,
    console: JSON.parse(row.console) as string[],
    startedAt: row.started_at,
    endedAt: row.ended_at,
    resultMessageId: row.result_message_id,
  }
}
