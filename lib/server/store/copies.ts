import 'server-only'
import type { Db } from './schema'

/** Bytes that are kept here. */
export interface Copy {
  sha256: string
  sizeBytes: number
  /** A person brought them: they go when that person deletes them, and not before. */
  isOwn: boolean
}

/** The copies that there are, the oldest first, each once. */
export async function listCopies(db: Db, owner: string): Promise<Copy[]> {
  const rows = await db
    .selectFrom('files')
    .select(({ fn, eb }) => [
      'sha256',
      fn.max('size_bytes').as('sizeBytes'),
      fn.max('created_at').as('newest'),
      fn
        .max(
          eb
            .case()
            .when(eb.and([eb('source', '=', 'app'), eb('deleted_at', 'is', null)]))
            .then(1)
            .else(0)
            .end(),
        )
        .as('own'),
    ])
    .where('owner_id', '=', owner)
    .where('has_copy', '=', 1)
    .groupBy('sha256')
    .orderBy('newest')
    .execute()
  return rows.map(({ sha256, sizeBytes, own }) => ({ sha256, sizeBytes, isOwn: own === 1 }))
}

/** Notes that the copy of these bytes is no longer there. */
export async function dropCopy(db: Db, owner: string, sha256: string): Promise<void> {
  await db
    .updateTable('files')
    .set({ has_copy: 0 })
    .where('owner_id', '=', owner)
    .where('sha256', '=', sha256)
    .execute()
}

/** The copies of files that were all deleted before a time. */
export async function listDeletedCopies(
  db: Db,
  owner: string,
  before: number,
): Promise<{ sha256: string }[]> {
  return db
    .selectFrom('files')
    .select('sha256')
    .where('owner_id', '=', owner)
    .where('has_copy', '=', 1)
    .groupBy('sha256')
    .having(({ fn, eb, val }) =>
      eb(fn.max(fn.coalesce('deleted_at', val(Number.MAX_SAFE_INTEGER))), '<', before),
    )
    .execute()
}
