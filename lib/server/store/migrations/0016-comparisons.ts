import 'server-only'
import { sql } from 'kysely'
import type { Schema, Tx } from '../schema'

/** Comparisons: rows of the list of conversations, whose columns are conversations that are not in it. */
export async function createComparisons(schema: Schema, tx: Tx): Promise<void> {
  const table = schema.alterTable('conversations')
  await table.addColumn('kind', 'text', (c) => c.notNull().defaultTo('chat')).execute()
  await table.addColumn('comparison_id', 'text').execute()
  await schema
    .createTable('comparisons')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('owner_id', 'text', (c) => c.notNull())
    .addColumn('columns', 'text', (c) => c.notNull())
    .addColumn('baseline_id', 'text')
    .addColumn('is_named', 'integer', (c) => c.notNull())
    .execute()
  await schema.dropIndex('conversations_listed').execute()
  await sql`CREATE INDEX conversations_listed ON conversations
    (owner_id, deleted_at, pinned_at, updated_at, id, title_key) WHERE comparison_id IS NULL`.execute(
    tx,
  )
  await sql`CREATE INDEX conversations_by_comparison ON conversations (comparison_id)
    WHERE comparison_id IS NOT NULL`.execute(tx)
}
