import 'server-only'
import type { Selectable } from 'kysely'
import type {
  Conversation,
  ConversationSummary,
  PatchConversation,
} from '@/lib/domain/conversation'
import { foldText } from '@/lib/domain/search-text'
import { ApiError } from '@/lib/wire/errors'
import { markColumns, noteNamed } from './comparisons'
import { readConversationRuns } from './conversation-runs'
import { readMarks } from './marks'
import { readChatSettings } from './read-chat-settings'
import type { ConversationRow, Db, Tx } from './schema'
import { readToolCalls } from './tool-calls'
import { readTurns } from './turns'

/** One conversation with its whole tree and the runs that answer in it. Throws 404. */
export async function getConversation(db: Db, owner: string, id: string): Promise<Conversation> {
  const row = await findConversation(db, owner, id)
  if (row === undefined || row.deleted_at !== null) throw noSuchConversation(id)
  const messages = await readTurns(db, owner, id)
  const runIds = new Set(messages.map((message) => message.runId))
  const runs = await readConversationRuns(db, owner, id)
  const inView = runs.filter((run) => runIds.has(run.id))
  const toolCalls = await readToolCalls(db, owner, id)
  const marks = await readMarks(db, owner, id)
  return { ...toHeader(row), messages, runs: inView, toolCalls, marks }
}

/** Renames, pins, deletes or brings back. Throws 400, 404. */
export async function patchConversation(
  db: Db,
  owner: string,
  id: string,
  patch: PatchConversation,
): Promise<ConversationSummary> {
  const row = await db.transaction().execute(async (tx) => {
    if (patch.deleted === true) checkIsWhole(await findConversation(tx, owner, id))
    // What a comparison consists of goes and comes back with it.
    if (patch.deleted !== undefined) await markColumns(tx, owner, id, patch.deleted)
    if (patch.title !== undefined) await noteNamed(tx, owner, id)
    return tx
      .updateTable('conversations')
      .set({
        ...(patch.title === undefined
          ? {}
          : { title: patch.title, title_key: foldText(patch.title) }),
        ...(patch.pinned === undefined ? {} : { pinned_at: patch.pinned ? Date.now() : null }),
        ...(patch.deleted === undefined ? {} : { deleted_at: patch.deleted ? Date.now() : null }),
        // A no-op assignment keeps an empty patch valid SQL.
        owner_id: owner,
      })
      .where('owner_id', '=', owner)
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirst()
  })
  if (row === undefined) throw noSuchConversation(id)
  return toSummary(row)
}

/** Throws 400 where it is a column: without it its comparison could not be shown. */
function checkIsWhole(
  row: Pick<Selectable<ConversationRow>, 'kind' | 'comparison_id'> | undefined,
) {
  if (row?.kind === 'column') {
    throw new ApiError(
      400,
      `This is a column of the comparison ${row.comparison_id}. Remove it there, or delete that as a whole.`,
    )
  }
}

/** The row, deleted or not. */
export function findConversation(db: Db | Tx, owner: string, id: string) {
  return db
    .selectFrom('conversations')
    .selectAll()
    .where('owner_id', '=', owner)
    .where('id', '=', id)
    .executeTakeFirst()
}

/** Throws 404 where it was deleted, and 400 where it is a comparison: its columns have the turns. */
export function checkTakesTurns({
  kind,
  deleted_at,
}: Pick<Selectable<ConversationRow>, 'kind' | 'deleted_at'>): void {
  if (deleted_at !== null) {
    throw new ApiError(404, 'This conversation was deleted. Undo that, or start a new one.')
  }
  if (kind === 'comparison') {
    throw new ApiError(400, 'conversationId: this is a comparison. Ask in one of its columns.')
  }
}

/** The conversation without its turns. */
export function toHeader(row: Selectable<ConversationRow>) {
  return { ...toSummary(row), headId: row.head_id, settings: readChatSettings(row.settings) }
}

/** The columns of {@link toSummary}. */
export const SUMMARY_COLUMNS = [
  ...(['id', 'kind', 'title', 'created_at', 'updated_at', 'pinned_at'] as const),
] as const

export function toSummary(
  row: Pick<Selectable<ConversationRow>, (typeof SUMMARY_COLUMNS)[number]>,
): ConversationSummary {
  const { id, title, created_at, updated_at, pinned_at } = row
  const kind = row.kind === 'comparison' || row.kind === 'column' ? row.kind : 'chat'
  return { id, kind, title, createdAt: created_at, updatedAt: updated_at, pinnedAt: pinned_at }
}

/** The answer where there is none of this id. */
export function noSuchConversation(id: string): ApiError {
  return new ApiError(404, `There is no conversation ${id}. It may have been deleted.`)
}
