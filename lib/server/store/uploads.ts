import 'server-only'
import type { Selectable } from 'kysely'
import type { Db, UploadRow } from './schema'

/** Notes a file that an upstream has taken; the same again replaces its note. */
export async function putUpload(db: Db, row: UploadRow): Promise<void> {
  await db
    .insertInto('uploads')
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(['owner_id', 'upstream', 'file_id']).doUpdateSet(row),
    )
    .execute()
}

/** Notes that an upstream's file was deleted there. */
export async function markDeleted(
  db: Db,
  owner: string,
  upstream: string,
  fileId: string,
): Promise<void> {
  await db
    .updateTable('uploads')
    .set({ deleted_at: Date.now() })
    .where('owner_id', '=', owner)
    .where('upstream', '=', upstream)
    .where('file_id', '=', fileId)
    .execute()
}

/** The copies that there are, the oldest first, each once. */
export async function listCopies(
  db: Db,
  owner: string,
): Promise<Pick<Selectable<UploadRow>, 'sha256' | 'size_bytes'>[]> {
  return db
    .selectFrom('uploads')
    .select(({ fn }) => ['sha256', 'size_bytes', fn.max('created_at').as('newest')])
    .where('owner_id', '=', owner)
    .where('has_copy', '=', 1)
    .groupBy(['sha256', 'size_bytes'])
    .orderBy('newest')
    .execute()
}

/** Notes that the copy of these bytes is no longer there. */
export async function dropCopy(db: Db, owner: string, sha256: string): Promise<void> {
  await db
    .updateTable('uploads')
    .set({ has_copy: 0 })
    .where('owner_id', '=', owner)
    .where('sha256', '=', sha256)
    .execute()
}
