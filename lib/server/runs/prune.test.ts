import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { gatewayRun } from '@/e2e/harness/gateway-run'
import { DEFAULT_KEEPING, type Keeping } from '@/lib/domain/keeping'
import type { RunSource } from '@/lib/domain/run'
import { openStore, type Store } from '../store/open'
import { toRunRow } from '../store/runs'
import { OWNER } from '../store/schema'
import { Pruner } from './prune'

const DAY = 86_400_000
const NOW = 1_000 * DAY
const MB = 1_000_000

let dir: string
let store: Store
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'parley-prune-'))
  store = await openStore(dir)
})
afterEach(async () => {
  await store.close()
  await rm(dir, { recursive: true })
})

/** An ended run with a body, so many days old. */
async function addRun(
  id: string,
  days: number,
  source: RunSource,
  bytes = 10,
  owner = OWNER,
): Promise<void> {
  const run = gatewayRun({ id, source, status: 'complete', endedAt: NOW - days * DAY })
  const row = toRunRow(run, { headers: [], body: 'sent' }, owner, 'boot')
  const kept = { ...row, body_bytes: bytes, message: '{}' }
  await store.db.insertInto('runs').values(kept).execute()
  const log = { run_id: id, encoding: 'gzip', data: Buffer.from('log') }
  await store.db.insertInto('run_logs').values(log).execute()
}

/** Prunes once, and tells what is left. */
async function prune(keeping: Partial<Keeping>) {
  const pruner = new Pruner(store.db, { ...DEFAULT_KEEPING, ...keeping }, (error) => {
    throw error
  })
  await pruner.prune(NOW)
  await pruner.close()
  const rows = await store.db.selectFrom('runs').selectAll().orderBy('id').execute()
  const logs = await store.db.selectFrom('run_logs').select('run_id').orderBy('run_id').execute()
  return {
    ids: rows.map(({ id }) => id),
    bodies: rows.filter((row) => row.request_body !== null).map(({ id }) => id),
    messages: rows.filter((row) => row.message !== null).map(({ id }) => id),
    logs: logs.map(({ run_id }) => run_id),
  }
}

describe('what is kept of runs', () => {
  it('Forgets what is too old, of calls at the gateway their answers too, but never that they were', async () => {
    await addRun('a-old-chat', 91, 'chat')
    await addRun('b-old-call', 91, 'gateway')
    await addRun('c-new-call', 89, 'gateway')
    expect(await prune({ bodiesMaxDays: 90 })).toEqual({
      ids: ['a-old-chat', 'b-old-call', 'c-new-call'],
      bodies: ['c-new-call'],
      messages: ['a-old-chat', 'c-new-call'],
      logs: ['c-new-call'],
    })
  })

  it('Forgets the oldest of what is too much, and no more than that', async () => {
    for (let i = 0; i < 250; i++) {
      await addRun(`run-${String(i).padStart(3, '0')}`, 50 - i / 10, 'gateway', Math.floor(MB / 10))
    }
    const { bodies, ids } = await prune({ bodiesMaxMb: 10 })
    expect(ids).toHaveLength(250)
    expect(bodies).toEqual(ids.slice(150))
  })

  it('Forgets nothing of another owner, and counts nothing of theirs', async () => {
    await addRun('a-theirs', 91, 'gateway', 20 * MB, 'another')
    await addRun('b-ours', 1, 'gateway')
    const left = await prune({ bodiesMaxDays: 90, bodiesMaxMb: 10 })
    expect(left).toMatchObject({ bodies: ['a-theirs', 'b-ours'], logs: ['a-theirs', 'b-ours'] })
  })

  it('Forgets all of it when none is to be kept', async () => {
    await addRun('chat', 0, 'chat')
    await addRun('call', 0, 'gateway')
    expect(await prune({ bodies: false })).toMatchObject({
      bodies: [],
      logs: [],
      messages: ['chat'],
    })
  })
})
