import 'server-only'
import { sql } from 'kysely'
import type { Schema, Tx } from '../schema'

/** Columns, and what they are called in usage. */
const FIGURES = {
  input_tokens: 'input_tokens',
  cache_read_tokens: 'cache_read_input_tokens',
  cache_write_tokens: 'cache_creation_input_tokens',
  output_tokens: 'output_tokens',
}

export async function addCallersAndFigures(schema: Schema, tx: Tx): Promise<void> {
  const runs = schema.alterTable('runs')
  await runs.addColumn('path', 'text', (c) => c.notNull().defaultTo('/v1/messages')).execute()
  await runs.addColumn('client', 'text').execute()
  await runs.addColumn('key_id', 'text').execute()
  await runs.addColumn('replay_of', 'text').execute()
  await runs.addColumn('request_bytes', 'blob').execute()
  // What lists and sums would otherwise read out of every message.
  for (const name of Object.keys(FIGURES)) await runs.addColumn(name, 'integer').execute()
  await runs.addColumn('cost', 'real').execute()
  for (const [name, field] of Object.entries(FIGURES)) {
    await sql`UPDATE runs SET ${sql.ref(name)} = json_extract(message, ${`$.usage.${field}`})
      WHERE message IS NOT NULL`.execute(tx)
  }
}
