import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { listQuerySchema } from '@/lib/domain/conversation-list'
import { newRun } from '@/lib/domain/new-run'
import { listConversations } from './conversation-list'
import { openStore } from './open'
import { getRun, toRunRow } from './runs'
import { OWNER } from './schema'

let dir: string
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'parley-store-'))
})
afterEach(() => rm(dir, { recursive: true }))

const run = newRun({
  id: 'run',
  source: 'gateway',
  upstream: 'sandbox',
  isSandbox: true,
  model: 'claude-opus-5-5',
  apiVersion: '2023-06-01',
})

/** What has been added since the first schema, taken away. */
const NEWER = [
  'DROP TABLE sweeps',
  'DROP TABLE sweep_cells',
  'DROP TABLE marks',
  'DROP TABLE votes',
  'DROP TABLE comparisons',
  'DROP INDEX conversations_by_comparison',
  'DROP TABLE files',
  'DROP TABLE file_uses',
  'ALTER TABLE uploads DROP COLUMN local_id',
  'ALTER TABLE uploads DROP COLUMN upstream_key_id',
  'ALTER TABLE uploads ADD COLUMN has_copy integer NOT NULL DEFAULT 0',
  'ALTER TABLE runs DROP COLUMN retries',
  'DROP INDEX conversations_listed',
  'ALTER TABLE conversations DROP COLUMN kind',
  'ALTER TABLE conversations DROP COLUMN comparison_id',
  'ALTER TABLE conversations DROP COLUMN pinned_at',
  'ALTER TABLE conversations DROP COLUMN title_key',
  'ALTER TABLE messages DROP COLUMN deleted_at',
  'ALTER TABLE messages DROP COLUMN head_before',
  'ALTER TABLE messages DROP COLUMN captured',
  'ALTER TABLE messages DROP COLUMN mark',
  'DROP TABLE linked_requests',
  'ALTER TABLE runs DROP COLUMN settings',
  'DROP TABLE presets',
  'DROP TABLE tools',
  'DROP TABLE tool_calls',
  'ALTER TABLE runs DROP COLUMN asked',
  'DROP TABLE kept_answers',
  'DROP INDEX runs_kept_by_owner',
  'DROP TABLE gateway_keys',
  'DROP INDEX runs_spent',
  'DROP INDEX runs_listed',
  'DROP INDEX runs_measured',
  'CREATE INDEX runs_by_time ON runs (owner_id, created_at)',
  ...[
    ...['stop_reason', 'answered_model', 'total_ms'],
    ...['path', 'client', 'key_id', 'replay_of', 'request_bytes', 'cost', 'body_bytes'],
    ...['upstream_key_id', 'first_token_ms', 'tokens_per_second'],
    ...['input_tokens', 'cache_read_tokens', 'cache_write_tokens', 'output_tokens'],
  ].map((name) => `ALTER TABLE runs DROP COLUMN ${name}`),
]

test('A database of the first schema is brought to the newest one with every run in it', async () => {
  const first = await openStore(dir)
  const row = toRunRow(run, { headers: [], body: null }, OWNER, 'boot')
  await first.db.insertInto('runs').values(row).execute()
  await sql`INSERT INTO conversations (id, owner_id, title, created_at, updated_at)
    VALUES ('c', ${OWNER}, 'Über alles', 0, 0)`.execute(first.db)
  for (const step of NEWER) await sql.raw(step).execute(first.db)
  await sql`DELETE FROM migrations WHERE name > '0001-runs-and-conversations'`.execute(first.db)
  await first.close()

  const second = await openStore(dir)
  expect(await getRun(second.db, OWNER, 'run')).toEqual(run)
  const found = await listConversations(second.db, OWNER, listQuerySchema.parse({ q: 'über' }))
  expect(found.conversations).toMatchObject([{ title: 'Über alles', pinnedAt: null }])
  await second.close()
})

test('Runs that were recovered before they had a size get one, those of which nothing is kept none', async () => {
  const { db, close } = await openStore(dir)
  for (const [id, body] of [
    ['recovered', 'sent'],
    ['compressed', Buffer.from('zipped')],
    ['forgotten', null],
    ['live', 'sent'],
  ] as const) {
    const ended = id === 'live' ? {} : { status: 'interrupted' as const, endedAt: 1 }
    const row = toRunRow({ ...run, id, ...ended }, { headers: [], body }, OWNER, 'boot')
    await db.insertInto('runs').values(row).execute()
  }
  const log = { run_id: 'recovered', encoding: 'gzip', data: Buffer.from('log') }
  await db.insertInto('run_logs').values(log).execute()
  await sql`DELETE FROM migrations WHERE name = '0011-size-of-what-was-recovered'`.execute(db)
  await close()

  const second = await openStore(dir)
  const rows = second.db.selectFrom('runs').select(['id', 'body_bytes']).orderBy('id')
  expect(await rows.execute()).toEqual([
    { id: 'compressed', body_bytes: 6 },
    { id: 'forgotten', body_bytes: null },
    { id: 'live', body_bytes: null },
    { id: 'recovered', body_bytes: 7 },
  ])
  await second.close()
})

test('A start runs no migration a second time', async () => {
  const names = async () => {
    const { db, close } = await openStore(dir)
    const { rows } = await sql<{ name: string }>`SELECT * FROM migrations ORDER BY name`.execute(db)
    await close()
    return rows
  }
  const before = await names()
  expect(before.length).toBeGreaterThan(1)
  expect(await names()).toEqual(before)
})
