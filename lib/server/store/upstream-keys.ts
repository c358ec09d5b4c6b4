import 'server-only'
import type { Selectable } from 'kysely'
import type { Db, UpstreamKeyRow } from './schema'

/** All stored keys of an owner, in the order in which they were entered. */
export async function listKeys(db: Db, owner: string): Promise<Selectable<UpstreamKeyRow>[]> {
  return db
    .selectFrom('upstream_keys')
    .selectAll()
    .where('owner_id', '=', owner)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
}

/** Stores a key; an active one takes the place of the active one of its origin. */
export async function insertKey(db: Db, row: UpstreamKeyRow): Promise<void> {
  await db.transaction().execute(async (tx) => {
    if (row.is_active === 1) await deactivate(tx, row)
    await tx.insertInto('upstream_keys').values(row).execute()
  })
}

/** Changes a key's columns; one that is gone by now stays gone. */
export async function updateKey(
  db: Db,
  owner: string,
  id: string,
  columns: Partial<UpstreamKeyRow>,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const row = await tx
      .selectFrom('upstream_keys')
      .selectAll()
      .where('owner_id', '=', owner)
      .where('id', '=', id)
      .executeTakeFirst()
    if (row === undefined) return
    if (columns.is_active === 1) await deactivate(tx, { ...row, ...columns })
    await tx
      .updateTable('upstream_keys')
      // A no-op assignment keeps an empty change valid SQL.
      .set({ owner_id: owner, ...columns })
      .where('owner_id', '=', owner)
      .where('id', '=', id)
      .execute()
  })
}

/** Deletes a key. */
export async function deleteKey(db: Db, owner: string, id: string): Promise<void> {
  await db.deleteFrom('upstream_keys').where('owner_id', '=', owner).where('id', '=', id).execute()
}

/** At most one key of an origin is active; the index upholds it. */
async function deactivate(
  tx: Pick<Db, 'updateTable'>,
  { owner_id, upstream, origin }: UpstreamKeyRow,
): Promise<void> {
  await tx
    .updateTable('upstream_keys')
    .set({ is_active: 0 })
    .where('owner_id', '=', owner_id)
    .where('upstream', '=', upstream)
    .where('origin', '=', origin)
    .execute()
}
