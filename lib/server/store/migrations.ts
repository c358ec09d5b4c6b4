import 'server-only'
import { type Kysely, sql } from 'kysely'
import { foldText } from '@/lib/domain/search-text'
import { addRunList } from './migrate-run-list'
import type { Db, Tables, Tx } from './schema'

type Schema = Kysely<Tables>['schema']

/** Each migration once, in order, for ever: a landed one is never edited. */
const MIGRATIONS: readonly { name: string; up: (schema: Schema, tx: Tx) => Promise<void> }[] = [
  { name: '0001-runs-and-conversations', up: createRunsAndConversations },
  { name: '0002-retries-of-a-run', up: addRetries },
  { name: '0003-pins-and-title-search', up: addPinsAndTitleSearch },
  { name: '0003-deleted-turns', up: addDeletedTurns },
  { name: '0003-settings-of-a-run', up: addRunSettings },
  { name: '0004-presets-of-the-panel', up: createPresets },
  { name: '0004-upstream-keys', up: createUpstreamKeys },
  { name: '0005-callers-and-figures-of-a-run', up: addCallersAndFigures },
  { name: '0005-uploads', up: createUploads },
  { name: '0006-gateway-keys', up: createGatewayKeys },
  { name: '0007-kept-answers', up: createKeptAnswers },
  { name: '0006-list-of-runs', up: addRunList },
  { name: '0008-size-of-what-is-kept', up: addBodyBytes },
  { name: '0006-captured-turns', up: addCapturedTurns },
]

/** Brings the database to the newest schema; all steps in one transaction, so never between two. */
export async function migrate(db: Db): Promise<void> {
  await sql`CREATE TABLE IF NOT EXISTS migrations (name text PRIMARY KEY, applied_at bigint NOT NULL)`.execute(
    db,
  )
  const done = await sql<{ name: string }>`SELECT name FROM migrations`.execute(db)
  const names = new Set(done.rows.map((row) => row.name))
  const pending = MIGRATIONS.filter((migration) => !names.has(migration.name))
  if (pending.length === 0) return
  await db.transaction().execute(async (tx) => {
    for (const { name, up } of pending) {
      await up(tx.schema, tx)
      await sql`INSERT INTO migrations VALUES (${name}, ${Date.now()})`.execute(tx)
    }
  })
}

async function createRunsAndConversations(schema: Schema): Promise<void> {
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

async function addRetries(schema: Schema): Promise<void> {
  await schema.alterTable('runs').addColumn('retries', 'text').execute()
}

async function addPinsAndTitleSearch(schema: Schema, tx: Tx): Promise<void> {
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

async function addDeletedTurns(schema: Schema): Promise<void> {
  await schema.alterTable('messages').addColumn('deleted_at', 'bigint').execute()
  await schema.alterTable('messages').addColumn('head_before', 'text').execute()
}

async function addRunSettings(schema: Schema): Promise<void> {
  await schema.alterTable('runs').addColumn('settings', 'text').execute()
}

async function createPresets(schema: Schema): Promise<void> {
  await schema
    .createTable('presets')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('owner_id', 'text', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('settings', 'text', (c) => c.notNull())
    .addColumn('is_default', 'integer', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('updated_at', 'bigint', (c) => c.notNull())
    .addColumn('deleted_at', 'bigint')
    .execute()
  await schema.createIndex('presets_by_owner').on('presets').column('owner_id').execute()
}

async function createUpstreamKeys(schema: Schema): Promise<void> {
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

async function addCallersAndFigures(schema: Schema, tx: Tx): Promise<void> {
  const runs = schema.alterTable('runs')
  await runs.addColumn('path', 'text', (c) => c.notNull().defaultTo('/v1/messages')).execute()
  await runs.addColumn('client', 'text').execute()
  await runs.addColumn('key_id', 'text').execute()
  await runs.addColumn('replay_of', 'text').execute()
  await runs.addColumn('request_bytes', 'blob').execute()
  // What lists and sums would otherwise read out of every message.
  for (const name of Object.keys(FIGURES)) await runs.addColumn(name, 'integer').execute()
  await runs.addColumn('cost', 'real').execute()
  for (const [name, field] of Object.entries(FIGURES)) {
    await sql`UPDATE runs SET ${sql.ref(name)} = json_extract(message, ${`$.usage.${field}`})
      WHERE message IS NOT NULL`.execute(tx)
  }
}

/** Columns, and what they are called in usage. */
const FIGURES = {
  input_tokens: 'input_tokens',
  cache_read_tokens: 'cache_read_input_tokens',
  cache_write_tokens: 'cache_creation_input_tokens',
  output_tokens: 'output_tokens',
}

async function createUploads(schema: Schema): Promise<void> {
  await schema
    .createTable('uploads')
    .ifNotExists()
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('owner_id', 'text', (c) => c.notNull())
    .addColumn('upstream', 'text', (c) => c.notNull())
    .addColumn('workspace_id', 'text')
    .addColumn('file_id', 'text', (c) => c.notNull())
    .addColumn('sha256', 'text', (c) => c.notNull())
    .addColumn('filename', 'text', (c) => c.notNull())
    .addColumn('mime_type', 'text', (c) => c.notNull())
    .addColumn('size_bytes', 'bigint', (c) => c.notNull())
    .addColumn('key_id', 'text', (c) => c.notNull())
    .addColumn('has_copy', 'integer', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('expires_at', 'bigint')
    .addColumn('deleted_at', 'bigint')
    .addUniqueConstraint('uploads_by_file', ['owner_id', 'upstream', 'file_id'])
    .execute()
  await schema
    .createIndex('uploads_by_bytes')
    .ifNotExists()
    .on('uploads')
    .column('sha256')
    .execute()
}

async function createGatewayKeys(schema: Schema, tx: Tx): Promise<void> {
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

async function createKeptAnswers(schema: Schema): Promise<void> {
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

async function addBodyBytes(schema: Schema, tx: Tx): Promise<void> {
  await schema.alterTable('runs').addColumn('body_bytes', 'integer').execute()
  await sql`UPDATE runs SET body_bytes = coalesce(length(CAST(request_body AS BLOB)), 0)
    + coalesce((SELECT length(data) FROM run_logs WHERE run_id = runs.id), 0)
    WHERE ended_at IS NOT NULL`.execute(tx)
  // Who looks for the oldest, or sums, reads no row.
  await sql`CREATE INDEX runs_kept ON runs (ended_at, id, body_bytes)
    WHERE body_bytes IS NOT NULL`.execute(tx)
}

async function addCapturedTurns(schema: Schema): Promise<void> {
  await schema.alterTable('messages').addColumn('captured', 'text').execute()
}
