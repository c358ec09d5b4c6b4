import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { newRun } from '@/lib/domain/new-run'
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

test('A database of the first schema is brought to the newest one with every run in it', async () => {
  const first = await openStore(dir)
  const row = toRunRow(run, { headers: [], body: null }, OWNER, 'boot')
  await first.db.insertInto('runs').values(row).execute()
  await sql`ALTER TABLE runs DROP COLUMN retries`.execute(first.db)
  await sql`DELETE FROM migrations WHERE name > '0001-runs-and-conversations'`.execute(first.db)
  await first.close()

  const second = await openStore(dir)
  expect(await getRun(second.db, OWNER, 'run')).toEqual(run)
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
