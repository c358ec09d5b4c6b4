import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { gatewayRun } from '@/e2e/harness/gateway-run'
import { openStore, type Store } from '../store/open'
import { toRunRow } from '../store/runs'
import { OWNER } from '../store/schema'
import { keptBody } from './kept-body'
import { downloadBody, readRawRun } from './raw'

let dir: string
let store: Store
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'parley-raw-'))
  store = await openStore(dir)
})
afterEach(async () => {
  await store.close()
  await rm(dir, { recursive: true })
})

test.each([
  ['text', Buffer.from('{"model":"ü"}'), '{"model":"ü"}', 'run-r.json'],
  [
    'text with a zero byte, which no store of text holds',
    Buffer.from('{"a\0b":1}'),
    null,
    'run-r.bin',
  ],
  ['compressed', gzipSync('{"model":"m"}'), null, 'run-r.bin'],
])('A body that is %s is kept and downloaded to its last byte', async (_, bytes, shown, name) => {
  const row = toRunRow(
    gatewayRun({ id: 'r' }),
    { headers: [], body: keptBody(bytes) },
    OWNER,
    'boot',
  )
  await store.db.insertInto('runs').values(row).execute()
  const { request } = await readRawRun(store.db, OWNER, 'r')
  expect(request).toMatchObject({ body: shown, bodySize: bytes.length })
  const file = await downloadBody(store.db, OWNER, 'r')
  expect(file.headers.get('content-disposition')).toContain(`"${name}"`)
  expect(Buffer.from(await file.arrayBuffer()).equals(bytes)).toBe(true)
})
