import { Readable } from 'node:stream'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { rules } from '@/e2e/harness/loop-bed'
import { newTurn } from '@/e2e/harness/parley-client'
import { letTimePass, StoredSweeps } from '@/e2e/harness/stored-sweeps'
import { callEvents, encodeEvents, textEvents } from '@/e2e/harness/upstream/answers'
import { createGate, type Gate } from '@/e2e/harness/upstream/gate'
import { json, stream } from '@/e2e/harness/upstream/script'
import { newId } from '@/lib/domain/ids'
import { cellsOf, type Sweep } from '@/lib/domain/sweeps/sweep'
import type { ChosenTool } from '@/lib/domain/tools/chosen-tool'
import { changeTurn } from '../conversations'
import { OWNER } from '../store/schema'
import { insertSweep } from '../store/sweeps'

let bed: StoredSweeps
beforeEach(async () => {
  bed = await StoredSweeps.open()
})
afterEach(() => bed.close())

/** An answer that asks for a tool. */
const asking = () => stream(encodeEvents(callEvents([{ id: 'toolu_1', name: 'look', input: {} }])))

test('A stop that could not be stored has not happened, and can be asked for again', async () => {
  const { id, comparisonId } = await bed.keep('paused')
  const allow = await bed.refuse('sweeps', 'stopped')
  await expect(bed.parley.sweeps.act(comparisonId, id, { act: 'stop' })).rejects.toThrow('full')
  await allow()
  await bed.parley.sweeps.act(comparisonId, id, { act: 'stop' })
  expect(await bed.read(id)).toMatchObject({ state: 'stopped' })
})

test('An answer whose end could not be stored is stored as soon as it can be, and only then is its sweep done', async () => {
  const sweep = await bed.keep('running')
  const allow = await bed.refuse('sweep_cells', 'done')
  bed.parley.sweeps.begin(sweep)
  await expect
    .poll(async () => {
      const [run] = (await bed.read(sweep.id))?.cells[0]?.attempts ?? []
      const runs = bed.parley.store.db.selectFrom('runs').select('status')
      return runs.where('id', '=', run?.runId ?? '').executeTakeFirst()
    })
    .toEqual({ status: 'complete' })
  expect(await bed.read(sweep.id)).toMatchObject({ state: 'running', cells: [{ state: 'begun' }] })
  await allow()
  await expect
    .poll(() => bed.read(sweep.id), { timeout: 10_000 })
    .toMatchObject({ state: 'done', cells: [{ state: 'done' }] })
}, 20_000)

/** A sweep whose run waits until its file has gone to the upstream: that is when the gate opens. */
async function sweepOfSlowFile(gate: Gate): Promise<Sweep> {
  const bytes = Buffer.from('Notes.')
  const sent = { id: 'file_1', type: 'file', filename: 'notes.txt', mime_type: 'text/plain' }
  bed.fake.enqueue(json({ ...sent, size_bytes: bytes.length }, { gate }))
  const fileId = newId()
  await bed.parley.files.take({
    ...{ id: fileId, name: 'notes.txt', length: bytes.length },
    bytes: Readable.from([bytes]),
  })
  const file = { type: 'document', source: { type: 'parley_file', fileId, way: 'file' } }
  return bed.keep('running', { upstream: 'anthropic', files: [file] })
}

test('A file that goes slowly to one upstream holds no other sweep up', async () => {
  const gate = createGate()
  const slow = await sweepOfSlowFile(gate)
  const quick = await bed.keep('running')
  bed.parley.sweeps.begin(slow)
  await bed.fake.nthRequest(1)
  bed.parley.sweeps.begin(quick)
  await expect.poll(() => bed.read(quick.id)).toMatchObject({ state: 'done' })
  expect(await bed.read(slow.id)).toMatchObject({ cells: [{ state: 'begun' }] })
  gate.open()
  const isDone = { state: 'done', cells: [{ state: 'done' }] }
  await expect.poll(() => bed.read(slow.id)).toMatchObject(isDone)
})

test('An answer of which something fails once its turn is stored is waited for, and counts', async () => {
  const sweep = await bed.keep('running')
  const { db } = bed.parley.store
  // What the screen would be told of the turn cannot be read any more.
  await sql`CREATE TRIGGER broken AFTER INSERT ON runs
    BEGIN UPDATE messages SET content = '{' WHERE role = 'user'; END`.execute(db)
  bed.parley.sweeps.begin(sweep)
  const isDone = { state: 'done', cells: [{ state: 'done', attempts: [{ spent: { usd: 0 } }] }] }
  await expect.poll(() => bed.read(sweep.id)).toMatchObject(isDone)
})

/** A tool of a server that says nothing until the gate is open, and is broken then. */
function makeSlowTool(gate: Gate): Promise<ChosenTool> {
  bed.elsewhere.setDefault(json({}, { status: 500, gate }))
  return bed.makeTool({ by: 'mcp', server: 'slow', tool: 'look', hash: '0'.repeat(64) })
}

test('A loop whose next step takes long to begin is waited for', async () => {
  const server = createGate()
  const tool = await makeSlowTool(server)
  bed.fake.enqueue(asking())
  const sweep = await bed.keep('running', { upstream: 'anthropic', tools: [tool] })
  const conversationId = sweep.variants[0]?.conversationId ?? ''
  bed.parley.sweeps.begin(sweep)
  await bed.elsewhere.nthRequest(1)
  letTimePass()
  // With the end of another answer there it is looked at.
  const other = newTurn('And now?', { conversationId })
  const settings = { ...other.settings, upstream: 'sandbox', model: 'claude-opus-5-5' }
  await bed.parley.runs.start(OWNER, { ...other, settings })
  const status = async () => (await bed.parley.runs.get(OWNER, other.id)).status
  await expect.poll(status).toBe('complete')
  expect(await bed.read(sweep.id)).toMatchObject({ cells: [{ state: 'begun' }] })
  server.open()
  const isDone = { state: 'done', cells: [{ state: 'done' }] }
  await expect.poll(() => bed.read(sweep.id), { timeout: 5000 }).toMatchObject(isDone)
  expect(bed.fake.requests).toHaveLength(2)
})

test('An answer that could not be looked at is looked at again', async () => {
  const { db } = bed.parley.store
  const tool = await bed.makeTool(rules('Found.'))
  bed.fake.enqueue(asking())
  const sweep = await bed.keep('running', { upstream: 'anthropic', tools: [tool] })
  const question = db.selectFrom('messages').select('content').where('role', '=', 'user')
  const before = await question.executeTakeFirstOrThrow()
  // With the end of its first run nothing of its conversation can be read any more.
  await sql`CREATE TRIGGER broken AFTER UPDATE ON runs WHEN NEW.stop_reason = 'tool_use'
    BEGIN UPDATE messages SET content = '{' WHERE role = 'user'; END`.execute(db)
  bed.parley.sweeps.begin(sweep)
  await expect.poll(() => question.executeTakeFirst()).toEqual({ content: '{' })
  await sql`DROP TRIGGER broken`.execute(db)
  await db.updateTable('messages').set(before).where('role', '=', 'user').execute()
  letTimePass()
  const held = { state: 'failed', problem: { kind: 'held' } }
  await expect
    .poll(() => bed.read(sweep.id), { timeout: 5000 })
    .toMatchObject({ state: 'done', cells: [held] })
})

test('An answer that is deleted while its loop goes on still counts as what it came to', async () => {
  const server = createGate()
  const tool = await makeSlowTool(server)
  const sweep = await bed.keep('running', { upstream: 'anthropic', tools: [tool], most: 1, cap: 1 })
  const conversationId = sweep.variants[0]?.conversationId ?? ''
  bed.parley.sweeps.begin(sweep)
  await bed.elsewhere.nthRequest(1)
  const [attempt] = (await bed.read(sweep.id))?.cells[0]?.attempts ?? []
  const turnId = attempt?.messageId ?? ''
  await changeTurn(bed.parley, { conversationId, turnId }, { deleted: true })
  server.open()
  const spent = { usd: expect.closeTo(0.0001, 3), isBound: false }
  const isGone = { state: 'failed', problem: { kind: 'stopped' }, attempts: [{ spent }] }
  await expect.poll(() => bed.read(sweep.id)).toMatchObject({ cells: [isGone] })
  const { usd } = (await bed.read(sweep.id))?.cells[0]?.attempts[0]?.spent ?? { usd: 0 }
  expect(usd).toBeGreaterThan(0)
})

test('A stop holds, whatever its sweep was about to do', async () => {
  const { id, comparisonId } = await bed.keep('paused', { most: 1, cap: 0 })
  // As it goes on it finds that its cap is reached, and would pause.
  const resumed = bed.parley.sweeps.act(comparisonId, id, { act: 'resume' })
  const stopped = bed.parley.sweeps.act(comparisonId, id, { act: 'stop' })
  await Promise.all([resumed, stopped])
  await bed.parley.sweeps.close()
  expect(await bed.read(id)).toMatchObject({ state: 'stopped' })
})

test('A stop stops all that is under way at once, and later what it could not', async () => {
  const { db } = bed.parley.store
  bed.fake.setDefault(stream(encodeEvents(textEvents(3)), { stallAtByte: 300 }))
  const first = await bed.keep('paused', { upstream: 'anthropic' })
  const second = await bed.keep('paused', { upstream: 'anthropic' })
  const both = { variants: [...first.variants, ...second.variants], cells: cellsOf(2, 1) }
  const sweep: Sweep = { ...first, id: newId(), state: 'running', ...both }
  await db.transaction().execute((tx) => insertSweep(tx, OWNER, sweep))
  bed.parley.sweeps.begin(sweep)
  await bed.fake.nthRequest(2)
  // Of the first nothing can be read.
  const ofFirst = sweep.variants[0]?.conversationId ?? ''
  const runs = db.updateTable('runs').where('conversation_id', '=', ofFirst)
  await runs.set({ retries: '{' }).execute()
  const stop = bed.parley.sweeps.act(sweep.comparisonId, sweep.id, { act: 'stop' })
  await expect(stop).rejects.toThrow()
  const isStopped = { state: 'stopped' }
  await expect
    .poll(() => bed.read(sweep.id))
    .toMatchObject({ cells: [{ state: 'begun' }, isStopped] })
  await runs.set({ retries: null }).execute()
  await expect.poll(() => bed.read(sweep.id)).toMatchObject({ cells: [isStopped, isStopped] })
})

test('After a stop nothing of a loop is asked, whatever it was about to begin', async () => {
  const server = createGate()
  const tool = await makeSlowTool(server)
  bed.fake.enqueue(asking(), stream(encodeEvents(textEvents(3)), { stallAtByte: 300 }))
  const sweep = await bed.keep('running', { upstream: 'anthropic', tools: [tool] })
  bed.parley.sweeps.begin(sweep)
  await bed.elsewhere.nthRequest(1)
  await bed.parley.sweeps.act(sweep.comparisonId, sweep.id, { act: 'stop' })
  server.open()
  const isStopped = { state: 'stopped', cells: [{ state: 'stopped', problem: null }] }
  await expect.poll(() => bed.read(sweep.id)).toMatchObject(isStopped)
  const asked = () =>
    bed.parley.store.db.selectFrom('runs').select(['upstream', 'status']).execute()
  const complete = ['sandbox', 'anthropic'].map((upstream) => ({ upstream, status: 'complete' }))
  expect(await asked()).toEqual(complete)
  // Nor is it taken up at the next start.
  await bed.restart()
  const quick = await bed.keep('running')
  bed.parley.sweeps.begin(quick)
  await expect.poll(() => bed.read(quick.id)).toMatchObject({ state: 'done' })
  expect((await asked()).slice(0, -2)).toEqual(complete)
})

test('An answer whose tool runs when its sweep is stopped counts as stopped, at once', async () => {
  const tool = await bed.makeTool(rules('late', 60_000))
  const sweep = await bed.keep('running', { upstream: 'anthropic', tools: [tool] })
  const calls = () => bed.parley.store.db.selectFrom('tool_calls').select('state').execute()
  bed.parley.sweeps.begin(sweep)
  await expect.poll(calls).toEqual([{ state: 'running' }])
  await bed.parley.sweeps.act(sweep.comparisonId, sweep.id, { act: 'stop' })
  const isStopped = { state: 'stopped', cells: [{ state: 'stopped', problem: null }] }
  await expect.poll(() => bed.read(sweep.id), { timeout: 4000 }).toMatchObject(isStopped)
})

test('After a stop no run begins that waited for its file', async () => {
  const gate = createGate()
  const slow = await sweepOfSlowFile(gate)
  bed.parley.sweeps.begin(slow)
  await bed.fake.nthRequest(1)
  await bed.parley.sweeps.act(slow.comparisonId, slow.id, { act: 'stop' })
  gate.open()
  const isUnasked = { state: 'stopped', cells: [{ state: 'waiting', attempts: [] }] }
  await expect.poll(() => bed.read(slow.id)).toMatchObject(isUnasked)
  expect(bed.fake.requests).toHaveLength(1)
})

test('A cell whose start was called off waits again, also where that could not be stored at once', async () => {
  const gate = createGate()
  const slow = await sweepOfSlowFile(gate)
  bed.parley.sweeps.begin(slow)
  await bed.fake.nthRequest(1)
  await refuseOnce('waiting')
  await bed.parley.sweeps.act(slow.comparisonId, slow.id, { act: 'pause' })
  gate.open()
  const isUnasked = { state: 'paused', cells: [{ state: 'waiting', attempts: [], problem: null }] }
  await expect.poll(() => bed.read(slow.id), { timeout: 5000 }).toMatchObject(isUnasked)
})

test('An answer whose calls are stopped while its sweep is paused, as when it is deleted, is asked again', async () => {
  const tool = await bed.makeTool(rules('late', 60_000))
  const sweep = await bed.keep('running', { upstream: 'anthropic', tools: [tool] })
  const { conversationId = '' } = sweep.variants[0] ?? {}
  const calls = () => bed.parley.store.db.selectFrom('tool_calls').select('state').execute()
  bed.parley.sweeps.begin(sweep)
  await expect.poll(calls).toEqual([{ state: 'running' }])
  await bed.parley.sweeps.pauseIn(sweep.comparisonId)
  await bed.parley.loop.stop(OWNER, conversationId)
  const isWaiting = { state: 'paused', cells: [{ state: 'waiting', problem: null }] }
  await expect.poll(() => bed.read(sweep.id), { timeout: 7000 }).toMatchObject(isWaiting)
})

/** Lets the store refuse to set a cell's state once, which is kept although the cell is not. */
async function refuseOnce(state: string): Promise<void> {
  const { db } = bed.parley.store
  await sql`CREATE TABLE refusals (state TEXT)`.execute(db)
  await sql`CREATE TRIGGER refused BEFORE UPDATE ON sweep_cells
    WHEN NEW.state = ${sql.lit(state)} AND NOT EXISTS (SELECT 1 FROM refusals)
    BEGIN INSERT INTO refusals VALUES (NEW.state); SELECT RAISE(FAIL, 'full'); END`.execute(db)
}
