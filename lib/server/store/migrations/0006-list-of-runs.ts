import 'server-only'
import { sql } from 'kysely'
import { pricesSchema } from '@/lib/domain/prices'
import { repriceRuns } from '../reprice'
import type { Schema, Tables, Tx } from '../schema'
import { readSetting } from '../settings'

/** Every column that a page of the list shows or asks for, in the order in which it is walked. */
const LISTED = [
  ...['owner_id', 'created_at', 'id', 'source', 'client', 'key_id', 'upstream', 'is_sandbox'],
  ...['model', 'status', 'http_status', 'stop_reason', 'request_id', 'replay_of'],
  ...['input_tokens', 'cache_read_tokens', 'cache_write_tokens', 'output_tokens', 'cost'],
  ...['total_ms', 'ended_at', 'answered_model'],
] as (keyof Tables['runs'])[]

/** What the list of runs is read from: one index, so that no row with its megabytes is touched. */
export async function addRunList(schema: Schema, tx: Tx): Promise<void> {
  const runs = schema.alterTable('runs')
  await runs.addColumn('stop_reason', 'text').execute()
  await runs.addColumn('answered_model', 'text').execute()
  await runs.addColumn('total_ms', 'integer').execute()
  await sql`UPDATE runs SET
    stop_reason = json_extract(message, '$.stop_reason'),
    answered_model = json_extract(message, '$.model'),
    total_ms = CAST(round(json_extract(timing, '$.total')) AS integer)`.execute(tx)
  await schema.createIndex('runs_listed').on('runs').columns(LISTED).execute()
  // It begins with the same columns.
  await schema.dropIndex('runs_by_time').ifExists().execute()
  const owners = await tx.selectFrom('runs').select('owner_id').distinct().execute()
  for (const { owner_id } of owners) {
    const own = (await readSetting(tx, owner_id, 'prices', pricesSchema)) ?? {}
    await repriceRuns(tx, owner_id, null, own)
  }
}
