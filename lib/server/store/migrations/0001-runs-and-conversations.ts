import 'server-only'
import { sql } from 'kysely'
import type { Schema } from '../schema'

export async function createRunsAndConversations(schema: Schema): Promise<void> {
  await createConversations(schema)
  await createRuns(schema)
  await schema
    .createTable('settings')
    .addColumn('owner_id', 'text', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('value', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('settings_pk', ['owner_id', 'name'])
    .execute()
  await schema
    .createTable('sessions')
    .addColumn('token_hash', 'text', (c) => c.primaryKey())
    .addColumn('owner_id', 'text', (c) => c.notNull())
    .addColumn('password_tag', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('expires_at', 'bigint', (c) => c.notNull())
    .execute()
}

async function createConversations(schema: Schema): Promise<void> {
  await schema
    .createTable('conversations')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('owner_id', 'text', (c) => c.notNull())
    .addColumn('title', 'text', (c) => c.notNull())
    .addColumn('head_id', 'text')
    .addColumn('settings', 'text')
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('updated_at', 'bigint', (c) => c.notNull())
    .addColumn('deleted_at', 'bigint')
    .execute()
  await schema
    .createIndex('conversations_by_time')
    .on('conversations')
    .columns(['owner_id', 'deleted_at', 'updated_at'])
    .execute()
  await schema
    .createTable('messages')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('owner_id', 'text', (c) => c.notNull())
    .addColumn('conversation_id', 'text', (c) => c.notNull().references('conversations.id'))
    .addColumn('parent_id', 'text', (c) => c.references('messages.id'))
    .addColumn('seq', 'integer', (c) => c.notNull())
    .addColumn('role', 'text', (c) => c.notNull())
    .addColumn('content', 'text')
    .addColumn('run_id', 'text')
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addUniqueConstraint('messages_in_order', ['conversation_id', 'seq'])
    .execute()
}

async function createRuns(schema: Schema): Promise<void> {
  await schema
    .createTable('runs')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('owner_id', 'text', (c) => c.notNull())
    .addColumn('source', 'text', (c) => c.notNull())
    .addColumn('conversation_id', 'text', (c) => c.references('conversations.id'))
    .addColumn('message_id', 'text')
    .addColumn('upstream', 'text', (c) => c.notNull())
    .addColumn('is_sandbox', 'integer', (c) => c.notNull())
    .addColumn('model', 'text', (c) => c.notNull())
    .addColumn('api_version', 'text', (c) => c.notNull())
    .addColumn('context_key', 'text')
    .addColumn('status', 'text', (c) => c.notNull())
    .addColumn('http_status', 'integer')
    .addColumn('request_id', 'text')
    .addColumn('error', 'text')
    .addColumn('message', 'text')
    .addColumn('timing', 'text', (c) => c.notNull())
    .addColumn('request_headers', 'text', (c) => c.notNull())
    .addColumn('request_body', 'text')
    .addColumn('response_headers', 'text')
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('ended_at', 'bigint')
    .addColumn('boot_id', 'text', (c) => c.notNull())
    .execute()
  await schema.createIndex('runs_by_conversation').on('runs').column('conversation_id').execute()
  await schema.createIndex('runs_by_time').on('runs').columns(['owner_id', 'created_at']).execute()
  // Only the few runs that have not ended: what a start after a crash must find at once.
  await schema
    .createIndex('runs_unended')
    .on('runs')
    .column('status')
    .where(sql<boolean>`ended_at IS NULL`)
    .execute()
  await schema
    .createTable('run_chunks')
    .addColumn('run_id', 'text', (c) => c.notNull().references('runs.id'))
    .addColumn('seq', 'integer', (c) => c.notNull())
    .addColumn('data', 'blob', (c) => c.notNull())
    .addPrimaryKeyConstraint('run_chunks_pk', ['run_id', 'seq'])
    .execute()
  await schema
    .createTable('run_logs')
    .addColumn('run_id', 'text', (c) => c.primaryKey().references('runs.id'))
    .addColumn('encoding', 'text', (c) => c.notNull())
    .addColumn('data', 'blob', (c) => c.notNull())
    .execute()
}
