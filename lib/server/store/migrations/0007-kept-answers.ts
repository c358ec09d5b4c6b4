import 'server-only'
import type { Schema } from '../schema'

export async function createKeptAnswers(schema: Schema): Promise<void> {
  await schema
    .createTable('kept_answers')
    .addColumn('key', 'text', (c) => c.notNull())
    .addColumn('owner_id', 'text', (c) => c.notNull())
    .addColumn('run_id', 'text', (c) => c.notNull())
    .addColumn('status', 'integer', (c) => c.notNull())
    .addColumn('headers', 'text', (c) => c.notNull())
    // Before the body, so that a sum does not read past it.
    .addColumn('size_bytes', 'integer', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('body', 'blob', (c) => c.notNull())
    .addPrimaryKeyConstraint('kept_answers_pk', ['owner_id', 'key'])
    .execute()
}
