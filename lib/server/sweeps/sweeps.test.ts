import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type FakeUpstream, startFakeUpstream } from '@/e2e/harness/fake-upstream'
import { newTurn, upstreamEnv } from '@/e2e/harness/parley-client'
import { createGate } from '@/e2e/harness/upstream/gate'
import { json } from '@/e2e/harness/upstream/script'
import { newId } from '@/lib/domain/ids'
import { cellsOf, type Sweep } from '@/lib/domain/sweeps/sweep'
import type { Block } from '@/lib/wire/types'
import type { Parley } from '../parley'
import { startParley } from '../start-parley'
import { OWNER } from '../store/schema'
import { findSweep, insertSweep } from '../store/sweeps'

let dir: string
let fake: FakeUpstream
let parley: Parley
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'parley-sweeps-'))
  fake = await startFakeUpstream()
  const env = { DATA_DIR: dir, PARLEY_SANDBOX_TPS: '0', LOG_LEVEL: 'silent' }
  Object.assign(env, upstreamEnv(fake.url))
  parley = await startParley(env, dir)
})
afterEach(async () => {
  await parley.endCalls(AbortSignal.abort())
  await parley.close()
  await fake.close()
  await rm(dir, { recursive: true })
})

/** A sweep of one more answer, at an upstream, to a question that the sandbox has been asked. */
async function storedSweep(
  state: Sweep['state'],
  { upstream = 'sandbox', files = [] }: { upstream?: string; files?: Block[] } = {},
): Promise<Sweep> {
  const plain = newTurn('Which is it?')
  const settings = { ...plain.settings, upstream: 'sandbox', model: 'claude-opus-5-5' }
  const { id = newId(), content = [] } = plain.userMessage ?? {}
  const userMessage = { id, content: [...files, ...content] }
  await parley.runs.start(OWNER, { ...plain, settings, userMessage })
  const sent = { withheld: [], maxTokens: null, account: null }
  const { conversationId } = plain
  const variant = {
    ...{ conversationId, choice: {}, settings: { ...settings, upstream }, ...sent },
    ...{ questionId: id, estimate: { inputTokens: 10, least: 0, most: 0 } },
  }
  const sweep: Sweep = {
    ...{ id: newId(), comparisonId: newId(), kind: 'repeat', repeats: 1, variants: [variant] },
    ...{ state, pausedBy: null, cap: null, cells: cellsOf(1, 1) },
    ...{ createdAt: 1, endedAt: null },
  }
  await parley.store.db.transaction().execute((tx) => insertSweep(tx, OWNER, sweep))
  return sweep
}

/** Lets the store refuse to set this state, as a full disk would, until it is taken back. */
async function refuse(
  table: 'sweeps' | 'sweep_cells',
  state: string,
): Promise<() => Promise<void>> {
  const { db } = parley.store
  const when = sql.lit(state)
  await sql`CREATE TRIGGER refused BEFORE UPDATE ON ${sql.table(table)} WHEN NEW.state = ${when}
    BEGIN SELECT RAISE(ABORT, 'full'); END`.execute(db)
  return async () => {
    await sql`DROP TRIGGER refused`.execute(db)
  }
}

const stored = (id: string) => findSweep(parley.store.db, OWNER, id)

test('A stop that could not be stored has not happened, and can be asked for again', async () => {
  const { id, comparisonId } = await storedSweep('paused')
  const allow = await refuse('sweeps', 'stopped')
  await expect(parley.sweeps.act(comparisonId, id, { act: 'stop' })).rejects.toThrow('full')
  await allow()
  await parley.sweeps.act(comparisonId, id, { act: 'stop' })
  expect(await stored(id)).toMatchObject({ state: 'stopped' })
})

test('An answer whose end could not be stored is stored as soon as it can be, and only then is its sweep done', async () => {
  const sweep = await storedSweep('running')
  const allow = await refuse('sweep_cells', 'done')
  parley.sweeps.begin(sweep)
  await expect
    .poll(async () => {
      const [run] = (await stored(sweep.id))?.cells[0]?.attempts ?? []
      const runs = parley.store.db.selectFrom('runs').select('status')
      return runs.where('id', '=', run?.runId ?? '').executeTakeFirst()
    })
    .toEqual({ status: 'complete' })
  expect(await stored(sweep.id)).toMatchObject({ state: 'running', cells: [{ state: 'begun' }] })
  await allow()
  await expect
    .poll(() => stored(sweep.id), { timeout: 10_000 })
    .toMatchObject({ state: 'done', cells: [{ state: 'done' }] })
}, 20_000)

test('A file that goes slowly to one upstream holds no other sweep up', async () => {
  const gate = createGate()
  const bytes = Buffer.from('Notes.')
  const sent = { id: 'file_1', type: 'file', filename: 'notes.txt', mime_type: 'text/plain' }
  fake.enqueue(json({ ...sent, size_bytes: bytes.length }, { gate }))
  const fileId = newId()
  await parley.files.take({
    ...{ id: fileId, name: 'notes.txt', length: bytes.length },
    bytes: Readable.from([bytes]),
  })
  const file = { type: 'document', source: { type: 'parley_file', fileId, way: 'file' } }
  const slow = await storedSweep('running', { upstream: 'anthropic', files: [file] })
  const quick = await storedSweep('running')
  parley.sweeps.begin(slow)
  await fake.nthRequest(1)
  parley.sweeps.begin(quick)
  await expect.poll(() => stored(quick.id)).toMatchObject({ state: 'done' })
  expect(await stored(slow.id)).toMatchObject({ cells: [{ state: 'begun' }] })
  gate.open()
  const isDone = { state: 'done', cells: [{ state: 'done' }] }
  await expect.poll(() => stored(slow.id)).toMatchObject(isDone)
})

test('An answer of which something fails once its turn is stored is waited for, and counts', async () => {
  const sweep = await storedSweep('running')
  const { db } = parley.store
  // What the screen would be told of the turn cannot be read any more.
  await sql`CREATE TRIGGER broken AFTER INSERT ON runs
    BEGIN UPDATE messages SET content = '{' WHERE role = 'user'; END`.execute(db)
  parley.sweeps.begin(sweep)
  const isDone = { state: 'done', cells: [{ state: 'done', attempts: [{ spent: { usd: 0 } }] }] }
  await expect.poll(() => stored(sweep.id)).toMatchObject(isDone)
})
