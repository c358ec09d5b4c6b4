import 'server-only'
import { sql } from 'kysely'
import type { Schema, Tx } from '../schema'

export async function createGatewayKeys(schema: Schema, tx: Tx): Promise<void> {
  await schema
    .createTable('gateway_keys')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('owner_id', 'text', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('hash', 'text', (c) => c.notNull().unique())
    .addColumn('hint', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('expires_at', 'bigint')
    .addColumn('revoked_at', 'bigint')
    .addColumn('last_used_at', 'bigint')
    .addColumn('upstreams', 'text')
    .addColumn('models', 'text')
    .addColumn('requests_per_minute', 'integer')
    .addColumn('tokens_per_day', 'bigint')
    .addColumn('retry', 'integer', (c) => c.notNull())
    .addColumn('fallback', 'text', (c) => c.notNull())
    .addColumn('cache_ttl', 'integer')
    .execute()
  // With the figures in it: a start adds up a day without reading a row, whose body may be large.
  await sql`CREATE INDEX runs_spent ON runs (owner_id, ended_at, key_id,
    input_tokens, cache_read_tokens, cache_write_tokens, output_tokens, replay_of)
    WHERE key_id IS NOT NULL AND replay_of IS NULL`.execute(tx)
}
