import 'server-only'
import type { ExpressionBuilder } from 'kysely'
import type { Db, Tables } from './schema'

/** Bytes that are kept here. */
export interface Copy {
  sha256: string
  sizeBytes: number
  /**
   * `own`: a person brought them, or a turn of a person's has them; they go when that person deletes
   * them, and not before. `deleted`: a person's deletion that can still be taken back.
   */
  hold: 'own' | 'deleted' | 'none'
}

/** The copies that there are, the oldest first, each once. Deletions after `undoableSince` can be taken back. */
export async function listCopies(db: Db, owner: string, undoableSince: number): Promise<Copy[]> {
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
            .when(eb.not(eb.or([eb('source', '=', 'app'), isInTurn(eb)])))
            .then(0)
            .when('deleted_at', 'is', null)
            .then(2)
            .when('deleted_at', '>', undoableSince)
            .then(1)
            .else(0)
            .end(),
        )
        .as('hold'),
    ])
    .where('owner_id', '=', owner)
    .where('has_copy', '=', 1)
    .groupBy('sha256')
    .orderBy('newest')
    .execute()
  return rows.map(({ hold, newest: _, ...copy }) => ({ ...copy, hold: HOLDS[hold] ?? 'none' }))
}

const HOLDS = ['none', 'deleted', 'own'] as const

/** A turn names the file, whoever brought it. */
function isInTurn({ exists, selectFrom }: ExpressionBuilder<Tables, 'files'>) {
  return exists(
    selectFrom('file_uses')
      .select('file_uses.file_id')
      .whereRef('file_uses.file_id', '=', 'files.id')
      .where('file_uses.message_id', 'is not', null),
  )
}

/** Notes whether the copy of these bytes is there. */
export async function setCopy(
  db: Db,
  owner: string,
  sha256: string,
  isThere: boolean,
): Promise<void> {
  await db
    .updateTable('files')
    .set({ has_copy: isThere ? 1 : 0 })
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
