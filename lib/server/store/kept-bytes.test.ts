import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { gatewayRun } from '@/e2e/harness/gateway-run'
import { setCopy } from './copies'
import { putFile } from './files'
import { sumBodies, sumCopies } from './kept-bytes'
import { openStore, type Store } from './open'
import { toRunRow } from './runs'
import { OWNER } from './schema'

let dir: string
let store: Store
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'parley-kept-'))
  store = await openStore(dir)
})
afterEach(async () => {
  await store.close()
  await rm(dir, { recursive: true })
})

async function addRun(id: string, endedAt: number | null, bytes: number | null, owner = OWNER) {
  const run = gatewayRun({ id, endedAt, status: endedAt === null ? 'streaming' : 'complete' })
  const row = toRunRow(run, { headers: [], body: null }, owner, 'boot')
  await store.db
    .insertInto('runs')
    .values({ ...row, body_bytes: bytes })
    .execute()
}

async function addFile(id: string, sha256: string, sizeBytes: number, owner = OWNER) {
  const source = 'gateway' as const
  await putFile(store.db, owner, {
    ...{ id, name: id, sha256, sizeBytes, source, hasCopy: true, facts: null },
  })
}

test('Bodies and events are summed for their owner, all of them or the old ones, and none are 0', async () => {
  expect(await sumBodies(store.db, OWNER)).toBe(0)
  await addRun('old', 10, 100)
  await addRun('new', 20, 1000)
  await addRun('forgotten', 10, null)
  await addRun('live', null, null)
  await addRun('of-another', 10, 7, 'another')
  expect(await sumBodies(store.db, OWNER)).toBe(1100)
  expect(await sumBodies(store.db, OWNER, 20)).toBe(100)
  expect(await sumBodies(store.db, OWNER, 10)).toBe(0)
})

test('A copy counts once however often its file was uploaded, and no more once it is gone', async () => {
  expect(await sumCopies(store.db, OWNER)).toBe(0)
  await addFile('a', 'same', 100)
  await addFile('b', 'same', 100)
  await addFile('c', 'other', 1000)
  await addFile('d', 'of-another', 7, 'another')
  expect(await sumCopies(store.db, OWNER)).toBe(1100)
  await setCopy(store.db, OWNER, 'same', false)
  expect(await sumCopies(store.db, OWNER)).toBe(1000)
})
