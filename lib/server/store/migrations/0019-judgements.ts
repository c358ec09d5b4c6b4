import 'server-only'
import type { Schema } from '../schema'

/** What people think of answers: marks of single ones, and votes among those of a comparison. */
export async function createJudgements(schema: Schema): Promise<void> {
  await schema
    .createTable('marks')
    .addColumn('owner_id', 'text', (c) => c.notNull())
    .addColumn('run_id', 'text', (c) => c.notNull())
    .addColumn('thumb', 'integer', (c) => c.notNull())
    .addColumn('note', 'text', (c) => c.notNull())
    .addColumn('updated_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('marks_key', ['owner_id', 'run_id'])
    .execute()
  await schema
    .createTable('votes')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('owner_id', 'text', (c) => c.notNull())
    .addColumn('comparison_id', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('data', 'text', (c) => c.notNull())
    .addColumn('deleted_at', 'bigint')
    .execute()
  await schema
    .createIndex('votes_by_comparison')
    .on('votes')
    .columns(['owner_id', 'comparison_id', 'created_at'])
    .execute()
}
