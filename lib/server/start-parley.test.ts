import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { gatewayRun } from '@/e2e/harness/gateway-run'
import { encodeEvents, textEvents } from '@/e2e/harness/upstream/answers'
import { promptOf } from '@/lib/domain/cost'
import { FIRST_KEY } from '@/lib/domain/gateway-keys'
import { encodeRecord } from './runs/log-records'
import { startParley } from './start-parley'
import { openStore } from './store/open'
import { getRun, toRunRow } from './store/runs'
import { OWNER } from './store/schema'

test('What a run came to that a dead process left counts against its key from the start', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'parley-start-'))
  const run = gatewayRun({ id: 'r', status: 'streaming', httpStatus: 200, keyId: FIRST_KEY })
  const row = toRunRow(run, { headers: [], body: '{}' }, OWNER, 'dead')
  const data = encodeRecord({ at: 9, bytes: Buffer.from(encodeEvents(textEvents(9)).join('')) })
  const before = await openStore(dir)
  await before.db.insertInto('runs').values(row).execute()
  await before.db.insertInto('run_chunks').values({ run_id: 'r', seq: 0, data }).execute()
  await before.close()

  const env = { DATA_DIR: dir, PARLEY_API_KEY: 'the-key-of-the-operator', LOG_LEVEL: 'silent' }
  const parley = await startParley(env, dir)
  try {
    const { message } = await getRun(parley.store.db, OWNER, 'r')
    const usage = message?.usage ?? { input_tokens: 0 }
    const spent = promptOf(usage) + Number(usage.output_tokens ?? 0)
    expect(spent).toBeGreaterThan(0)
    expect(parley.gatewayKeys.list().first.tokensToday).toBe(spent)
  } finally {
    await parley.close()
    await rm(dir, { recursive: true })
  }
})
