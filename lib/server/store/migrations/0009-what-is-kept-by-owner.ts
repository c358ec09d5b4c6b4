import 'server-only'
import { sql } from 'kysely'
import type { Schema, Tx } from '../schema'

/** Who looks for an owner's oldest, or sums them, reads no row. */
export async function indexKeptByOwner(schema: Schema, tx: Tx): Promise<void> {
  await schema.dropIndex('runs_kept').execute()
  await sql`CREATE INDEX runs_kept_by_owner ON runs (owner_id, ended_at, id, body_bytes)
    WHERE body_bytes IS NOT NULL`.execute(tx)
}
