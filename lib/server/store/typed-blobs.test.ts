import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { gatewayRun } from '@/e2e/harness/gateway-run'
import { openStore } from './open'
import { findRun, toRunRow } from './runs'
import { OWNER } from './schema'

test('A blob is read as the bytes that its column says it has, whole, at once and row by row', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'parley-blobs-'))
  const { db, close } = await openStore(dir)
  try {
    const bytes = Buffer.from([0x28, 0, 0xff])
    const row = toRunRow(gatewayRun({ id: 'r' }), { headers: [], body: bytes }, OWNER, 'boot')
    await db.insertInto('runs').values(row).execute()
    const read = [await findRun(db, OWNER, 'r')]
    for await (const one of db.selectFrom('runs').selectAll().stream()) read.push(one)
    expect(read.map((one) => one?.request_bytes instanceof Uint8Array)).toEqual([true, true])
    expect(read.map((one) => Buffer.from(one?.request_bytes ?? []))).toEqual([bytes, bytes])
    expect(read.map((one) => one?.message)).toEqual([null, null])
  } finally {
    await close()
    await rm(dir, { recursive: true })
  }
})
