import 'server-only'
import type { ChatSettings, Message } from '@/lib/domain/conversation'
import { foldText } from '@/lib/domain/search-text'
import type { ToolCall } from '@/lib/domain/tools/call'
import type { Db } from './schema'
import { insertToolCalls } from './tool-calls'
import { type StoredCapture, toMessageRow } from './turns'

/** SQLite takes some 32,000 values in one statement. */
const ROWS_AT_ONCE = 1000

interface Whole {
  id: string
  title: string
  settings: ChatSettings
  /** In order, parents first; the last one is the head. */
  turns: readonly (Message & { captured: StoredCapture })[]
  /** Those that its last turn asks for. */
  calls: readonly ToolCall[]
}

/** Stores a conversation that is there at once with all its turns and its open calls. */
export async function insertConversation(
  db: Db,
  owner: string,
  { id, title, settings, turns, calls }: Whole,
): Promise<void> {
  const now = Date.now()
  const rows = turns.map((turn, index) => toMessageRow(turn, owner, index + 1))
  await db.transaction().execute(async (tx) => {
    await tx
      .insertInto('conversations')
      .values({
        id,
        owner_id: owner,
        title,
        title_key: foldText(title),
        head_id: turns.at(-1)?.id ?? null,
        settings: JSON.stringify(settings),
        created_at: now,
        updated_at: now,
        deleted_at: null,
        pinned_at: null,
      })
      .execute()
    for (let at = 0; at < rows.length; at += ROWS_AT_ONCE) {
      await tx
        .insertInto('messages')
        .values(rows.slice(at, at + ROWS_AT_ONCE))
        .execute()
    }
    await insertToolCalls(tx, owner, calls)
  })
}
