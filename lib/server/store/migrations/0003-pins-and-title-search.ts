import 'server-only'
import { foldText } from '@/lib/domain/search-text'
import type { Schema, Tx } from '../schema'

export async function addPinsAndTitleSearch(schema: Schema, tx: Tx): Promise<void> {
  const table = schema.alterTable('conversations')
  await table.addColumn('pinned_at', 'bigint').execute()
  await table.addColumn('title_key', 'text', (c) => c.notNull().defaultTo('')).execute()
  // The database folds ASCII alone.
  for (const { id, title } of await tx
    .selectFrom('conversations')
    .select(['id', 'title'])
    .execute()) {
    const title_key = foldText(title)
    await tx.updateTable('conversations').set({ title_key }).where('id', '=', id).execute()
  }
  // The list walks it in order; with the key in it, a search reads no row that it does not find.
  await schema
    .createIndex('conversations_listed')
    .on('conversations')
    .columns(['owner_id', 'deleted_at', 'pinned_at', 'updated_at', 'id', 'title_key'])
    .execute()
}
