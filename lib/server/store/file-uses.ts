import 'server-only'
import { sql } from 'kysely'
import type { FileUse, UseCounts } from '@/lib/domain/files/file'
import type { Db } from './schema'

/** A program may send a file with every call: no screen shows more of them. */
const MOST = 50

/**
 * What uses a file, the newest first: each conversation once, and each run outside of any. What is in
 * conversations that were deleted does not count.
 */
export async function readUses(
  db: Db,
  owner: string,
  fileId: string,
): Promise<{ uses: FileUse[]; useCounts: UseCounts }> {
  const used = db
    .selectFrom('file_uses')
    .leftJoin('conversations', 'conversations.id', 'file_uses.conversation_id')
    .leftJoin('runs', 'runs.id', 'file_uses.run_id')
    .where('file_uses.owner_id', '=', owner)
    .where('file_uses.file_id', '=', fileId)
    .where('conversations.deleted_at', 'is', null)
    // A run is stored a moment after it began.
    .where((is) => is.or([is('file_uses.run_id', 'is', null), is('runs.id', 'is not', null)]))
  const uses = await used
    .select(({ fn }) => [
      'file_uses.conversation_id as conversationId',
      'file_uses.run_id as runId',
      fn.coalesce('conversations.title', 'runs.model').as('title'),
      sql<number>`COALESCE(conversations.updated_at, runs.created_at)`.as('at'),
    ])
    .distinct()
    .orderBy('at', 'desc')
    .limit(MOST)
    .execute()
  const counts = await used
    .select(({ fn }) => [
      fn.count<number>('file_uses.conversation_id').distinct().as('conversations'),
      fn.count<number>('file_uses.run_id').distinct().as('runs'),
    ])
    .executeTakeFirstOrThrow()
  return { uses, useCounts: counts }
}
