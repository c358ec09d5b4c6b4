import 'server-only'
import type { Run } from '@/lib/domain/run'
import { readChatSettings } from './read-chat-settings'
import { RUN_COLUMNS, toRun } from './runs'
import type { Db, Tx } from './schema'
import type { StoredCapture } from './turns'

const COLUMNS = RUN_COLUMNS.map((name) => `runs.${name}` as const)

/**
 * The runs that answer in a conversation, those of deleted turns too. A captured run belongs to none;
 * in the conversations that were opened from it, it stands as if each had asked for it.
 */
export async function readConversationRuns(
  db: Db | Tx,
  owner: string,
  conversationId: string,
): Promise<Run[]> {
  const rows = await db
    .selectFrom('messages')
    .innerJoin('runs', 'runs.id', 'messages.run_id')
    .select([...COLUMNS, 'messages.id as turn_id', 'messages.captured'])
    .where('messages.owner_id', '=', owner)
    .where('messages.conversation_id', '=', conversationId)
    .where('runs.owner_id', '=', owner)
    .orderBy('messages.seq')
    .execute()
  return rows.map(({ turn_id, captured, ...row }) => {
    const run = toRun(row)
    if (captured === null) return run
    // Written by toMessageRow.
    const { contextKey, settings } = JSON.parse(captured) as StoredCapture
    return {
      ...run,
      conversationId,
      messageId: turn_id,
      contextKey,
      settings: readChatSettings(settings === undefined ? null : JSON.stringify(settings)),
    }
  })
}
