import 'server-only'
import type { Schema } from '../schema'

/** Requests that are kept behind a link, apart from the conversations that they came from. */
export async function createLinkedRequests(schema: Schema): Promise<void> {
  await schema
    .createTable('linked_requests')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('owner_id', 'text', (c) => c.notNull())
    .addColumn('title', 'text', (c) => c.notNull())
    .addColumn('settings', 'text', (c) => c.notNull())
    .addColumn('turns', 'text', (c) => c.notNull())
    .addColumn('text', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('deleted_at', 'bigint')
    .execute()
}
