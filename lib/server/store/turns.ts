import 'server-only'
import type { Selectable } from 'kysely'
import type { CapturedTurn, ChatSettings, Message } from '@/lib/domain/conversation'
import { localFilesOf } from '@/lib/domain/files/source'
import { headWithout, subtreeOf, withoutDeleted } from '@/lib/domain/tree'
import { ApiError } from '@/lib/wire/errors'
import type { Block } from '@/lib/wire/types'
import { addFileUses } from './files'
import { type Db, type MessageRow, ROWS_AT_ONCE, type Tx } from './schema'

/** The turns of a conversation in order; without what was deleted, and what hangs under it. */
export async function readTurns(
  db: Db | Tx,
  owner: string,
  conversationId: string,
): Promise<Message[]> {
  return inView(await readTurnRows(db, owner, conversationId)).map(toMessage)
}

/** The runs of turns of these conversations that were deleted, or hang under one that was. */
export async function readGoneRunIds(
  db: Db,
  owner: string,
  conversationIds: readonly string[],
): Promise<string[]> {
  const some = await db
    .selectFrom('messages')
    .select('conversation_id')
    .distinct()
    .where('owner_id', '=', owner)
    .where('conversation_id', 'in', conversationIds)
    .where('deleted_at', 'is not', null)
    .execute()
  const gone: string[] = []
  for (const { conversation_id } of some) {
    const rows = await readTurnRows(db, owner, conversation_id)
    const shown = new Set(inView(rows))
    gone.push(...rows.flatMap((row) => (shown.has(row) ? [] : (row.run_id ?? []))))
  }
  return gone
}

/** Brings the branch that ends at this turn into view. Throws 404 where it is none of the conversation's. */
export async function moveHead(
  db: Db,
  owner: string,
  conversationId: string,
  headId: string,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const turns = await readTurns(tx, owner, conversationId)
    if (!turns.some(({ id }) => id === headId)) throw noSuchTurn(headId)
    await setHead(tx, owner, conversationId, headId)
  })
}

/**
 * Deletes a turn, and with it all that hangs under it, or takes that back. Nothing is destroyed, and
 * the head moves only if it was inside: out of it, and back by the undo unless something else was
 * brought into view since. Answers the turns that went or came. Throws 404.
 */
export async function setTurnDeleted(
  db: Db,
  owner: string,
  conversationId: string,
  turnId: string,
  isDeleted: boolean,
): Promise<Pick<Message, 'id' | 'runId'>[]> {
  return db.transaction().execute(async (tx) => {
    const rows = await readTurnRows(tx, owner, conversationId)
    const row = rows.find(({ id }) => id === turnId)
    if (row === undefined) throw noSuchTurn(turnId)
    if ((row.deleted_at !== null) === isDeleted) return []
    const { head_id: head } = await tx
      .selectFrom('conversations')
      .select('head_id')
      .where('owner_id', '=', owner)
      .where('id', '=', conversationId)
      .executeTakeFirstOrThrow()
    const gone = subtreeOf(rows.map(toNode), turnId)
    const left = inView(rows).filter(({ id }) => !gone.has(id))
    const outside = headWithout(left.map(toNode), toNode(row))
    const isInside = head !== null && gone.has(head)
    if (isDeleted) {
      await mark(tx, turnId, { deleted_at: Date.now(), head_before: isInside ? head : null })
      if (isInside) await setHead(tx, owner, conversationId, outside)
    } else {
      await mark(tx, turnId, { deleted_at: null, head_before: null })
      const back = await readTurns(tx, owner, conversationId)
      const mayReturn = head === outside && back.some(({ id }) => id === row.head_before)
      if (mayReturn) await setHead(tx, owner, conversationId, row.head_before)
    }
    return rows.filter(({ id }) => gone.has(id)).map(({ id, run_id: runId }) => ({ id, runId }))
  })
}

/** True when a turn, one above it or its conversation was deleted. */
export async function isTurnDeleted(tx: Db | Tx, turnId: string): Promise<boolean> {
  const conversation = await tx
    .selectFrom('messages')
    .innerJoin('conversations', 'conversations.id', 'messages.conversation_id')
    .select('conversations.deleted_at')
    .where('messages.id', '=', turnId)
    .executeTakeFirst()
  if (conversation?.deleted_at != null) return true
  const deleted = await tx
    .withRecursive('above', (query) =>
      query
        .selectFrom('messages')
        .select(['id', 'parent_id', 'deleted_at'])
        .where('id', '=', turnId)
        .unionAll(
          query
            .selectFrom('messages')
            .innerJoin('above', 'above.parent_id', 'messages.id')
            .select(['messages.id', 'messages.parent_id', 'messages.deleted_at']),
        ),
    )
    .selectFrom('above')
    .select('id')
    .where('deleted_at', 'is not', null)
    .limit(1)
    .execute()
  return deleted.length > 0
}

/** Stores turns at the end of a conversation's order; parents first. */
export async function addTurns(
  tx: Tx,
  owner: string,
  conversationId: string,
  turns: readonly (Message & { captured?: StoredCapture })[],
): Promise<void> {
  const next = await nextSeq(tx, conversationId)
  const rows = turns.map((turn, index) => toMessageRow(turn, owner, next + index))
  for (let at = 0; at < rows.length; at += ROWS_AT_ONCE) {
    await tx
      .insertInto('messages')
      .values(rows.slice(at, at + ROWS_AT_ONCE))
      .execute()
  }
  for (const { id, content } of turns) {
    const use = { conversation_id: conversationId, message_id: id, run_id: null }
    await addFileUses(tx, owner, localFilesOf(content), use)
  }
}

async function nextSeq(tx: Tx, conversationId: string): Promise<number> {
  const { last } = await tx
    .selectFrom('messages')
    .select((select) => select.fn.max('seq').as('last'))
    .where('conversation_id', '=', conversationId)
    .executeTakeFirstOrThrow()
  return (last ?? 0) + 1
}

/** What a turn keeps of the captured request that it came with. */
export interface StoredCapture extends CapturedTurn {
  /** Of the answer alone: what its run was asked with, as the panel shows it. */
  settings?: ChatSettings
}

export function toMessage(row: Selectable<MessageRow>): Message {
  return {
    id: row.id,
    conversationId: row.conversation_id,
    parentId: row.parent_id,
    role: row.role === 'assistant' || row.role === 'system' ? row.role : 'user',
    // Written by this server from blocks it had checked.
    content: row.content === null ? null : (JSON.parse(row.content) as Block[]),
    runId: row.run_id,
    createdAt: row.created_at,
    ...toMark(row.mark),
    ...(row.captured === null ? {} : { captured: toCaptured(row.captured) }),
  }
}

function toMark(mark: string | null): Pick<Message, 'mark'> {
  return mark === 'prefill' || mark === 'off' ? { mark } : {}
}

function toCaptured(json: string): CapturedTurn {
  // Written by toMessageRow.
  const { settings: _settings, ...captured } = JSON.parse(json) as StoredCapture
  return captured
}

/** The row of a turn, at its place in the conversation's order. */
export function toMessageRow(
  message: Message & { captured?: StoredCapture },
  owner: string,
  seq: number,
): MessageRow {
  const { content, captured } = message
  return {
    id: message.id,
    owner_id: owner,
    conversation_id: message.conversationId,
    parent_id: message.parentId,
    seq,
    role: message.role,
    content: content === null ? null : JSON.stringify(content),
    run_id: message.runId,
    created_at: message.createdAt,
    deleted_at: null,
    head_before: null,
    captured: captured === undefined ? null : JSON.stringify(captured),
    mark: message.mark ?? null,
  }
}

/** The rows of a conversation's turns, in order. */
export function readTurnRows(
  db: Db | Tx,
  owner: string,
  conversationId: string,
): Promise<MessageRow[]> {
  return db
    .selectFrom('messages')
    .selectAll()
    .where('owner_id', '=', owner)
    .where('conversation_id', '=', conversationId)
    .orderBy('seq')
    .execute()
}

async function mark(
  tx: Tx,
  turnId: string,
  change: Pick<MessageRow, 'deleted_at' | 'head_before'>,
): Promise<void> {
  await tx.updateTable('messages').set(change).where('id', '=', turnId).execute()
}

/** Brings the branch that ends at this turn into view; null = nothing of it. */
export async function setHead(
  tx: Tx,
  owner: string,
  conversationId: string,
  headId: string | null,
): Promise<void> {
  await tx
    .updateTable('conversations')
    .set({ head_id: headId })
    .where('owner_id', '=', owner)
    .where('id', '=', conversationId)
    .execute()
}

/** Those of all turns of a conversation that neither were deleted nor hang under one that was. */
export function inView(rows: readonly MessageRow[]): MessageRow[] {
  const gone = new Set(rows.filter((row) => row.deleted_at !== null).map(({ id }) => id))
  const ids = new Set(
    withoutDeleted(rows.map(toNode), ({ id }) => gone.has(id)).map(({ id }) => id),
  )
  return rows.filter(({ id }) => ids.has(id))
}

/** Where a turn stands in the tree. */
export function toNode({ id, parent_id }: MessageRow) {
  return { id, parentId: parent_id }
}

function noSuchTurn(id: string): ApiError {
  return new ApiError(404, `There is no turn ${id} in this conversation. It may have been deleted.`)
}
