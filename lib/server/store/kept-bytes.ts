import 'server-only'
import type { Db } from './schema'

/** Bytes of the bodies and events that are kept; with `before` of runs that ended before it. */
export async function sumBodies(db: Db, owner: string, before?: number): Promise<number> {
  const kept = db
    .selectFrom('runs')
    .select(({ fn }) => fn.sum<number | null>('body_bytes').as('bytes'))
    .where('owner_id', '=', owner)
    .where('body_bytes', 'is not', null)
  const asked = before === undefined ? kept : kept.where('ended_at', '<', before)
  const { bytes } = await asked.executeTakeFirstOrThrow()
  return bytes ?? 0
}

/** Bytes of the copies of files: equal ones have one copy. */
export async function sumCopies(db: Db, owner: string): Promise<number> {
  const { bytes } = await db
    .selectFrom((from) =>
      from
        .selectFrom('files')
        .select(({ fn }) => fn.max('size_bytes').as('size_bytes'))
        .where('owner_id', '=', owner)
        .where('has_copy', '=', 1)
        .groupBy('sha256')
        .as('copies'),
    )
    .select(({ fn }) => fn.sum<number | null>('size_bytes').as('bytes'))
    .executeTakeFirstOrThrow()
  return bytes ?? 0
}
