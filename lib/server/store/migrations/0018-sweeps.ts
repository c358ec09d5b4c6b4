import 'server-only'
import type { Schema } from '../schema'

/** Sweeps of comparisons, and the cells of their grids, each a run. */
export async function createSweeps(schema: Schema): Promise<void> {
  await schema
    .createTable('sweeps')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('owner_id', 'text', (c) => c.notNull())
    .addColumn('comparison_id', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('paused_by', 'text')
    .addColumn('plan', 'text', (c) => c.notNull())
    .addColumn('cap', 'real')
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('ended_at', 'bigint')
    .execute()
  await schema
    .createTable('sweep_cells')
    .addColumn('sweep_id', 'text', (c) => c.notNull())
    .addColumn('owner_id', 'text', (c) => c.notNull())
    .addColumn('idx', 'integer', (c) => c.notNull())
    .addColumn('variant', 'integer', (c) => c.notNull())
    .addColumn('repeat', 'integer', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('attempts', 'text', (c) => c.notNull())
    .addColumn('facts', 'text')
    .addColumn('problem', 'text')
    .addPrimaryKeyConstraint('sweep_cells_key', ['sweep_id', 'idx'])
    .execute()
  await schema
    .createIndex('sweeps_by_comparison')
    .on('sweeps')
    .columns(['owner_id', 'comparison_id', 'created_at'])
    .execute()
}
