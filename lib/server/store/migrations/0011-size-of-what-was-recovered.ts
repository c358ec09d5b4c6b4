import 'server-only'
import { sql } from 'kysely'
import type { Schema, Tx } from '../schema'

/** Runs that were recovered after a crash had no size, so nothing of theirs was ever counted or forgotten. */
export async function sizeRecovered(_schema: Schema, tx: Tx): Promise<void> {
  await sql`UPDATE runs SET body_bytes = coalesce(length(CAST(request_body AS BLOB)), 0)
    + coalesce(length(request_bytes), 0)
    + coalesce((SELECT length(data) FROM run_logs WHERE run_id = runs.id), 0)
    WHERE ended_at IS NOT NULL AND body_bytes IS NULL
    AND (request_body IS NOT NULL OR request_bytes IS NOT NULL
      OR EXISTS (SELECT 1 FROM run_logs WHERE run_id = runs.id))`.execute(tx)
}
