import 'server-only'
import type { FileUse } from '@/lib/domain/files/file'
import { type Db, ROWS_AT_ONCE } from './schema'

/** What uses files, each conversation once, by the files' ids; what is in conversations that were deleted does not. */
export async function readUses(
  db: Db,
  owner: string,
  fileIds: readonly string[],
): Promise<Map<string, FileUse[]>> {
  const uses = new Map<string, FileUse[]>()
  for (let at = 0; at < fileIds.length; at += ROWS_AT_ONCE) {
    const rows = await db
      .selectFrom('file_uses')
      .leftJoin('conversations', 'conversations.id', 'file_uses.conversation_id')
      .select([
        'file_uses.file_id as fileId',
        'file_uses.conversation_id as conversationId',
        'file_uses.run_id as runId',
        'conversations.title as title',
      ])
      .distinct()
      .where('file_uses.owner_id', '=', owner)
      .where('file_uses.file_id', 'in', fileIds.slice(at, at + ROWS_AT_ONCE))
      .where('conversations.deleted_at', 'is', null)
      .execute()
    for (const { fileId, ...use } of rows) {
      uses.set(fileId, [...(uses.get(fileId) ?? []), use])
    }
  }
  return uses
}
