import 'server-only'
import { sql } from 'kysely'
import type { Schema, Tx } from '../schema'

export async function addBodyBytes(schema: Schema, tx: Tx): Promise<void> {
  await schema.alterTable('runs').addColumn('body_bytes', 'integer').execute()
  await sql`UPDATE runs SET body_bytes = coalesce(length(CAST(request_body AS BLOB)), 0)
    + coalesce((SELECT length(data) FROM run_logs WHERE run_id = runs.id), 0)
    WHERE ended_at IS NOT NULL`.execute(tx)
  // Who looks for the oldest, or sums, reads no row.
  await sql`CREATE INDEX runs_kept ON runs (ended_at, id, body_bytes)
    WHERE body_bytes IS NOT NULL`.execute(tx)
}
