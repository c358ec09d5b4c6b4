import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { gatewayRun } from '@/e2e/harness/gateway-run'
import { newTurn } from '@/e2e/harness/parley-client'
import { StoredSweeps } from '@/e2e/harness/stored-sweeps'
import { encodeEvents, textEvents } from '@/e2e/harness/upstream/answers'
import { promptOf } from '@/lib/domain/cost'
import { FIRST_KEY } from '@/lib/domain/gateway-keys'
import { newId } from '@/lib/domain/ids'
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

test('A server that stops waits for no file on its way: who asked is told to ask again, and a sweep does', async () => {
  const bed = await StoredSweeps.open()
  try {
    bed.fake.setDefault({ frames: [], refusal: 'silent' })
    const fileId = newId()
    const bytes = Buffer.from('Notes.')
    const incoming = { id: fileId, name: 'notes.txt', length: bytes.length }
    await bed.parley.files.take({ ...incoming, bytes: Readable.from([bytes]) })
    const file = { type: 'document', source: { type: 'parley_file', fileId, way: 'file' } }
    const sweep = await bed.keep('running', { upstream: 'anthropic', files: [file] })
    bed.parley.sweeps.begin(sweep)
    await bed.fake.nthRequest(1)
    const turn = newTurn('', { userMessage: { id: newId(), content: [file] } })
    const { runs } = bed.parley
    const refused = expect(runs.start(OWNER, turn)).rejects.toMatchObject({ status: 503 })
    const isUnderWay = () => runs.get(OWNER, turn.id).catch(({ status }) => status)
    await expect.poll(isUnderWay).toBe(409)
    await bed.restart()
    await refused
    const isLeft = { state: 'paused', pausedBy: 'restart' }
    const waiting = { state: 'waiting', attempts: [] }
    await expect.poll(() => bed.read(sweep.id)).toMatchObject({ ...isLeft, cells: [waiting] })
    expect(bed.fake.requests.map(({ path }) => path)).toEqual(['/v1/files'])
  } finally {
    await bed.close()
  }
})
