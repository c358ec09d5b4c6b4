import 'server-only'
import { sql } from 'kysely'
import type { Schema, Tx } from '../schema'

/** Two figures that stand in its timing, as columns, and the index that medians are read from. */
export async function addMeasures(schema: Schema, tx: Tx): Promise<void> {
  const runs = schema.alterTable('runs')
  await runs.addColumn('first_token_ms', 'real').execute()
  await runs.addColumn('tokens_per_second', 'real').execute()
  const start = sql`coalesce(json_extract(timing, '$.blocks[0].start'), json_extract(timing, '$.firstToken'))`
  const seconds = sql`((json_extract(timing, '$.total') - ${start}) / 1000.0)`
  await sql`UPDATE runs SET
    first_token_ms = json_extract(timing, '$.firstToken'),
    tokens_per_second = CASE WHEN ${seconds} > 0.001 THEN output_tokens / ${seconds} END
    WHERE status = 'complete'`.execute(tx)
  // `status` and `replay_of` are the same in all of it, but are read from the row where they are not there.
  await sql`CREATE INDEX runs_measured ON runs (owner_id, upstream, model, created_at DESC,
    is_sandbox, first_token_ms, tokens_per_second, cost, status, replay_of)
    WHERE status = 'complete' AND replay_of IS NULL`.execute(tx)
}
