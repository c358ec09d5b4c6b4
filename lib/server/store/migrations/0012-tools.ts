import 'server-only'
import type { Schema } from '../schema'

/** The tool library, the calls of tool loops, and what a loop goes on with. */
export async function createTools(schema: Schema): Promise<void> {
  await schema
    .createTable('tools')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('owner_id', 'text', (c) => c.notNull())
    .addColumn('definition', 'text', (c) => c.notNull())
    .addColumn('answer', 'text', (c) => c.notNull())
    .addColumn('approval', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('updated_at', 'bigint', (c) => c.notNull())
    .addColumn('deleted_at', 'bigint')
    .execute()
  await schema.createIndex('tools_by_owner').on('tools').column('owner_id').execute()
  await schema
    .createTable('tool_calls')
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('owner_id', 'text', (c) => c.notNull())
    .addColumn('conversation_id', 'text', (c) => c.notNull())
    .addColumn('message_id', 'text', (c) => c.notNull())
    .addColumn('idx', 'integer', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('tool_id', 'text')
    .addColumn('by', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('note', 'text')
    .addColumn('result', 'text')
    .addColumn('is_edited', 'integer', (c) => c.notNull())
    .addColumn('is_approved', 'integer', (c) => c.notNull())
    .addColumn('console', 'text', (c) => c.notNull())
    .addColumn('started_at', 'bigint')
    .addColumn('ended_at', 'bigint')
    .addColumn('result_message_id', 'text')
    .addPrimaryKeyConstraint('tool_calls_pk', ['message_id', 'id'])
    .execute()
  await schema
    .createIndex('tool_calls_by_conversation')
    .on('tool_calls')
    .columns(['owner_id', 'conversation_id'])
    .execute()
  await schema.alterTable('runs').addColumn('asked', 'text').execute()
}
