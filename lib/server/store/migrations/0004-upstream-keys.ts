import 'server-only'
import { sql } from 'kysely'
import type { Schema } from '../schema'

export async function createUpstreamKeys(schema: Schema): Promise<void> {
  await schema
    .createTable('upstream_keys')
    .ifNotExists()
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('owner_id', 'text', (c) => c.notNull())
    .addColumn('upstream', 'text', (c) => c.notNull())
    .addColumn('origin', 'text', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('workspace_id', 'text')
    .addColumn('nonce', 'blob', (c) => c.notNull())
    .addColumn('ciphertext', 'blob', (c) => c.notNull())
    .addColumn('tag', 'blob', (c) => c.notNull())
    .addColumn('is_active', 'integer', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('test', 'text')
    .execute()
  await schema
    .createIndex('upstream_keys_active')
    .ifNotExists()
    .unique()
    .on('upstream_keys')
    .columns(['owner_id', 'upstream', 'origin'])
    .where(sql<boolean>`is_active = 1`)
    .execute()
}
