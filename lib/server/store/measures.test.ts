import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import Database from 'libsql'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { MEASURED_RUNS } from '@/lib/domain/measures'
import { newRun } from '@/lib/domain/new-run'
import type { Run, RunTiming } from '@/lib/domain/run'
import { listMeasuredRuns, measuredRunsQuery } from './measures'
import { openStore, type Store } from './open'
import { toRunRow } from './runs'
import { OWNER } from './schema'

let dir: string
let store: Store
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'parley-store-'))
  store = await openStore(dir)
})
afterEach(async () => {
  await store.close()
  await rm(dir, { recursive: true })
})

const timing: RunTiming = {
  firstEvent: 100,
  firstToken: 300,
  total: 2100,
  blocks: [{ start: 100, end: 2100 }],
}

/** A run of 40 tokens in two seconds. */
function rowOf(id: string, over: Partial<Run> = {}, owner = OWNER) {
  const run = newRun({
    ...{ id, source: 'gateway', upstream: 'anthropic', isSandbox: false, model: 'm' },
    apiVersion: '2023-06-01',
    status: 'complete',
    timing,
    message: {
      ...{ id: 'msg', type: 'message', role: 'assistant', model: 'm', content: [] },
      stop_reason: 'end_turn',
      stop_sequence: null,
      usage: { input_tokens: 1, output_tokens: 40 },
    },
    ...over,
  })
  return toRunRow(run, { headers: [], body: null }, owner, 'boot')
}

const insert = (...rows: ReturnType<typeof rowOf>[]) =>
  store.db.insertInto('runs').values(rows).execute()

test('Only complete answers of the owner’s own count, and none that the response cache gave again', async () => {
  await insert(
    rowOf('counts'),
    rowOf('failed', { status: 'failed' }),
    rowOf('cut', { status: 'interrupted' }),
    rowOf('stopped', { status: 'stopped' }),
    rowOf('again', { replayOf: 'counts' }),
    rowOf('foreign', {}, 'somebody else'),
  )
  expect(await listMeasuredRuns(store.db, OWNER)).toEqual([
    {
      ...{ upstream: 'anthropic', model: 'm', isSandbox: false, createdAt: expect.any(Number) },
      ...{ firstToken: 300, tokensPerSecond: 20, cost: null },
    },
  ])
})

test('Of each model at each upstream the latest runs are read, however many there are', async () => {
  const counts = { a: 30, b: MEASURED_RUNS, c: MEASURED_RUNS + 20, d: 1, e: MEASURED_RUNS - 1 }
  for (const upstream of ['anthropic', 'local']) {
    for (const [model, count] of Object.entries(counts)) {
      await insert(
        ...Array.from({ length: count }, (_, at) =>
          rowOf(`${upstream} ${model} ${at}`, { upstream, model, createdAt: at }),
        ),
      )
    }
  }
  const runs = await listMeasuredRuns(store.db, OWNER)
  for (const upstream of ['anthropic', 'local']) {
    for (const [model, count] of Object.entries(counts)) {
      const times = runs
        .filter((run) => run.model === model && run.upstream === upstream)
        .map(({ createdAt }) => createdAt)
      const latest = Array.from(
        { length: Math.min(count, MEASURED_RUNS) },
        (_, at) => count - 1 - at,
      )
      expect([upstream, model, times]).toEqual([upstream, model, latest])
    }
  }
})

test('No row is touched and nothing is sorted: all that is read stands in one index, in its order', async () => {
  for (const after of [null, { upstream: 'anthropic', model: 'm' }]) {
    const { sql: text, parameters } = measuredRunsQuery(store.db, OWNER, after).compile()
    const database = new Database(join(dir, 'parley.db'), { timeout: 5000 })
    const plan = database.prepare(`EXPLAIN QUERY PLAN ${text}`).all(...parameters)
    database.close()
    const from = after === null ? '' : ' AND (upstream,model)>(?,?)'
    expect(plan).toMatchObject([
      { detail: `SEARCH runs USING COVERING INDEX runs_measured (owner_id=?${from})` },
    ])
  }
})

test('Runs of a database from before have the figures that their timing holds', async () => {
  await insert(
    rowOf('streamed'),
    rowOf('whole', { timing: { ...timing, firstToken: null, blocks: [] } }),
    rowOf('instant', { timing: { ...timing, total: 100 } }),
    rowOf('live', { status: 'streaming' }),
  )
  for (const step of [
    'DROP INDEX runs_measured',
    'ALTER TABLE runs DROP COLUMN first_token_ms',
    'ALTER TABLE runs DROP COLUMN tokens_per_second',
    `DELETE FROM migrations WHERE name = '0017-measures-of-a-run'`,
  ]) {
    await sql.raw(step).execute(store.db)
  }
  await store.close()
  store = await openStore(dir)
  const columns = store.db.selectFrom('runs').select(['id', 'first_token_ms', 'tokens_per_second'])
  expect(await columns.orderBy('id').execute()).toEqual([
    { id: 'instant', first_token_ms: 300, tokens_per_second: null },
    { id: 'live', first_token_ms: null, tokens_per_second: null },
    { id: 'streamed', first_token_ms: 300, tokens_per_second: 20 },
    { id: 'whole', first_token_ms: null, tokens_per_second: null },
  ])
})
