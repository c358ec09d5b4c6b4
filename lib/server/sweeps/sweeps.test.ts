import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type FakeUpstream, startFakeUpstream } from '@/e2e/harness/fake-upstream'
import { rules } from '@/e2e/harness/loop-bed'
import { newTurn, upstreamEnv } from '@/e2e/harness/parley-client'
import { callEvents, encodeEvents, textEvents } from '@/e2e/harness/upstream/answers'
import { createGate, type Gate } from '@/e2e/harness/upstream/gate'
import { json, stream } from '@/e2e/harness/upstream/script'
import { newId } from '@/lib/domain/ids'
import { cellsOf, type Sweep } from '@/lib/domain/sweeps/sweep'
import type { Answer } from '@/lib/domain/tools/answer'
import type { ChosenTool } from '@/lib/domain/tools/chosen-tool'
import type { Block } from '@/lib/wire/types'
import type { Parley } from '../parley'
import { startParley } from '../start-parley'
import { OWNER } from '../store/schema'
import { findSweep, insertSweep, setCell } from '../store/sweeps'
import { createTool } from '../store/tools'

let dir: string
let fake: FakeUpstream
/** A server of tools. */
let elsewhere: FakeUpstream
let parley: Parley
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'parley-sweeps-'))
  fake = await startFakeUpstream()
  elsewhere = await startFakeUpstream()
  const mcp = { slow: { url: `${elsewhere.url}/mcp` } }
  await writeFile(join(dir, 'parley.config.json'), JSON.stringify({ tools: { mcp } }))
  parley = await start()
})
afterEach(async () => {
  vi.useRealTimers()
  await parley.endCalls(AbortSignal.abort())
  await parley.close()
  await fake.close()
  await elsewhere.close()
  await rm(dir, { recursive: true })
})

function start(): Promise<Parley> {
  const env = { DATA_DIR: dir, PARLEY_SANDBOX_TPS: '0', LOG_LEVEL: 'silent' }
  return startParley({ ...env, ...upstreamEnv(fake.url) }, dir)
}

/** From here on the clock says a minute more. */
function letTimePass(): void {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 60_000 })
}

/** A tool of the library that nobody need be asked about. */
async function makeTool(answer: Answer): Promise<ChosenTool> {
  const input_schema = { type: 'object' as const }
  const tool = { id: newId(), definition: { name: 'look', description: 'Looks.', input_schema } }
  await createTool(parley.store.db, OWNER, { ...tool, answer, approval: 'never' })
  return tool
}

/** An answer that asks for it. */
const asking = () => stream(encodeEvents(callEvents([{ id: 'toolu_1', name: 'look', input: {} }])))

interface Swept {
  upstream?: string
  files?: Block[]
  tools?: ChosenTool[]
  /** USD, of a run. */
  most?: number
  cap?: number | null
}

/** A sweep of one more answer, at an upstream, to a question that the sandbox has been asked. */
async function storedSweep(state: Sweep['state'], swept: Swept = {}): Promise<Sweep> {
  const { upstream = 'sandbox', files = [], tools = [], most = 0, cap = null } = swept
  const plain = newTurn('Which is it?')
  const settings = { ...plain.settings, upstream: 'sandbox', model: 'claude-opus-5-5' }
  const { id = newId(), content = [] } = plain.userMessage ?? {}
  const userMessage = { id, content: [...files, ...content] }
  await parley.runs.start(OWNER, { ...plain, settings, userMessage })
  const sent = { withheld: [], maxTokens: null, account: null }
  const { conversationId } = plain
  const variant = {
    ...{ conversationId, choice: {}, settings: { ...settings, upstream, tools }, ...sent },
    ...{ questionId: id, estimate: { inputTokens: 10, least: 0, most } },
  }
  const sweep: Sweep = {
    ...{ id: newId(), comparisonId: newId(), kind: 'repeat', repeats: 1, variants: [variant] },
    ...{ state, pausedBy: null, cap, cells: cellsOf(1, 1) },
    ...{ createdAt: 1, endedAt: null },
  }
  await parley.store.db.transaction().execute((tx) => insertSweep(tx, OWNER, sweep))
  return sweep
}

/** Lets the store refuse to set this state, as a full disk would, until it is taken back. */
async function refuse(
  table: 'sweeps' | 'sweep_cells',
  state: string,
  name = 'refused',
): Promise<() => Promise<void>> {
  const [trigger, when] = [sql.ref(name), sql.lit(state)]
  await sql`CREATE TRIGGER ${trigger} BEFORE UPDATE ON ${sql.table(table)} WHEN NEW.state = ${when}
    BEGIN SELECT RAISE(ABORT, 'full'); END`.execute(parley.store.db)
  return async () => {
    await sql`DROP TRIGGER ${trigger}`.execute(parley.store.db)
  }
}

/** Ends this process' part, and starts the next one on the same store. */
async function restart(): Promise<void> {
  await parley.endCalls(AbortSignal.abort())
  await parley.close()
  parley = await start()
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

/** A sweep whose run waits until its file has gone to the upstream: that is when the gate opens. */
async function sweepOfSlowFile(gate: Gate): Promise<Sweep> {
  const bytes = Buffer.from('Notes.')
  const sent = { id: 'file_1', type: 'file', filename: 'notes.txt', mime_type: 'text/plain' }
  fake.enqueue(json({ ...sent, size_bytes: bytes.length }, { gate }))
  const fileId = newId()
  await parley.files.take({
    ...{ id: fileId, name: 'notes.txt', length: bytes.length },
    bytes: Readable.from([bytes]),
  })
  const file = { type: 'document', source: { type: 'parley_file', fileId, way: 'file' } }
  return storedSweep('running', { upstream: 'anthropic', files: [file] })
}

test('A file that goes slowly to one upstream holds no other sweep up', async () => {
  const gate = createGate()
  const slow = await sweepOfSlowFile(gate)
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

/** A tool of a server that says nothing until the gate is open, and is broken then. */
function makeSlowTool(gate: Gate): Promise<ChosenTool> {
  elsewhere.setDefault(json({}, { status: 500, gate }))
  return makeTool({ by: 'mcp', server: 'slow', tool: 'look', hash: '0'.repeat(64) })
}

test('A loop whose next step takes long to begin is waited for', async () => {
  const server = createGate()
  const tool = await makeSlowTool(server)
  fake.enqueue(asking())
  const sweep = await storedSweep('running', { upstream: 'anthropic', tools: [tool] })
  const conversationId = sweep.variants[0]?.conversationId ?? ''
  parley.sweeps.begin(sweep)
  await elsewhere.nthRequest(1)
  letTimePass()
  // With the end of another answer there it is looked at.
  const other = newTurn('And now?', { conversationId })
  const settings = { ...other.settings, upstream: 'sandbox', model: 'claude-opus-5-5' }
  await parley.runs.start(OWNER, { ...other, settings })
  const status = async () => (await parley.runs.get(OWNER, other.id)).status
  await expect.poll(status).toBe('complete')
  expect(await stored(sweep.id)).toMatchObject({ cells: [{ state: 'begun' }] })
  server.open()
  const isDone = { state: 'done', cells: [{ state: 'done' }] }
  await expect.poll(() => stored(sweep.id), { timeout: 5000 }).toMatchObject(isDone)
  expect(fake.requests).toHaveLength(2)
})

test('A loop that goes on after a start is waited for, however long nothing ran', async () => {
  const { id } = await stuckLoop('runs', { most: 1, cap: 1 })
  await nextProcess()
  await expect
    .poll(() => stored(id), { timeout: 5000 })
    .toMatchObject({ state: 'paused', cells: [{ state: 'done' }] })
  expect(fake.requests).toHaveLength(2)
})

/** A sweep whose only answer has asked for a tool, and got no further: the store takes what this says no more. */
async function stuckLoop(
  trouble: 'runs' | 'tool_calls',
  swept: Pick<Swept, 'most' | 'cap'> = {},
): Promise<Sweep> {
  const { db } = parley.store
  const tool = await makeTool(rules('Found.'))
  fake.enqueue(asking())
  const sweep = await storedSweep('running', { upstream: 'anthropic', tools: [tool], ...swept })
  const when = trouble === 'runs' ? 'EXISTS (SELECT 1 FROM tool_calls)' : '1'
  await sql`CREATE TRIGGER refused BEFORE INSERT ON ${sql.table(trouble)} WHEN ${sql.raw(when)}
    BEGIN SELECT RAISE(ABORT, 'full'); END`.execute(db)
  parley.sweeps.begin(sweep)
  const asked = () =>
    db.selectFrom('runs').select('message_id').where('stop_reason', '=', 'tool_use').execute()
  await expect.poll(asked).toHaveLength(1)
  const [{ message_id: answer } = { message_id: null }] = await asked()
  // As in a grid, whose conversations have no other answer.
  await db.updateTable('conversations').set({ head_id: answer }).execute()
  await expect.poll(() => parley.loop.turnsAtWork().size).toBe(0)
  return sweep
}

/** The next process, once it has done whatever it does by itself. */
async function nextProcess(): Promise<void> {
  const { db } = parley.store
  await parley.endCalls(AbortSignal.abort())
  await sql`DROP TRIGGER refused`.execute(db)
  await parley.close()
  letTimePass()
  parley = await start()
  await expect.poll(() => parley.loop.turnsAtWork().size).toBe(0)
}

test.each([
  ['step', 'runs'],
  ['call', 'tool_calls'],
] as const)(
  'A loop whose next %s could not be stored is not taken up by a start once its cell has ended',
  async (_what, trouble) => {
    const { id } = await stuckLoop(trouble)
    letTimePass()
    const held = { state: 'failed', problem: { kind: 'held' } }
    await expect
      .poll(() => stored(id), { timeout: 5000 })
      .toMatchObject({ state: 'done', cells: [held] })
    await nextProcess()
    expect(fake.requests).toHaveLength(1)
    expect(await stored(id)).toMatchObject({ state: 'done', cells: [held] })
  },
)

test.each([
  ['whose cap has no room for it', { cap: 0.5 }, 'failed'],
  ['that was stopped', { state: 'stopped' }, 'stopped'],
])('A loop of a sweep %s is not taken up by a start', async (_which, change, state) => {
  const { id } = await stuckLoop('runs', { most: 1, cap: 2 })
  await parley.store.db.updateTable('sweeps').set(change).where('id', '=', id).execute()
  await nextProcess()
  await expect.poll(() => stored(id), { timeout: 5000 }).toMatchObject({ cells: [{ state }] })
  expect(fake.requests).toHaveLength(1)
})

test('A server starts whatever its store refuses of a sweep, which is taken up as soon as it can be', async () => {
  fake.setDefault(stream(encodeEvents(textEvents(3)), { stallAtByte: 300 }))
  const cut = await storedSweep('running', { upstream: 'anthropic' })
  parley.sweeps.begin(cut)
  await fake.nthRequest(1)
  const begun = (await stored(cut.id))?.cells[0]
  const unsent = await storedSweep('running', { upstream: 'anthropic' })
  const attempts = [{ runId: newId(), messageId: newId(), spent: null }]
  const lost = cellsOf(1, 1).map((cell) => ({ ...cell, state: 'begun' as const, attempts }))
  for (const cell of lost) await setCell(parley.store.db, OWNER, unsent.id, cell)
  const allowCells = await refuse('sweep_cells', 'waiting', 'cells')
  const allowSweeps = await refuse('sweeps', 'paused', 'sweeps')
  await restart()
  expect(await stored(cut.id)).toMatchObject({ state: 'running', cells: [{ state: 'begun' }] })
  // What cannot be taken up cannot be changed.
  const { comparisonId, id } = unsent
  await expect(parley.sweeps.act(comparisonId, id, { act: 'resume' })).rejects.toThrow('full')
  await allowSweeps()
  const isLeft = { state: 'paused', pausedBy: 'restart' }
  for (const { id } of [cut, unsent])
    await expect.poll(() => stored(id), { timeout: 15_000 }).toMatchObject(isLeft)
  await allowCells()
  const isWaiting = { ...isLeft, cells: [{ state: 'waiting' }] }
  for (const { id } of [cut, unsent])
    await expect.poll(() => stored(id), { timeout: 15_000 }).toMatchObject(isWaiting)
  const [first, second] = [await stored(cut.id), await stored(unsent.id)]
  // What was cut counts for good, what never went does not.
  expect(first?.cells[0]?.attempts).toMatchObject([{ runId: begun?.attempts[0]?.runId }])
  expect(second?.cells[0]?.attempts).toEqual([])
  expect(fake.requests).toHaveLength(1)
}, 40_000)

test('An answer that could not be looked at is looked at again', async () => {
  const { db } = parley.store
  const tool = await makeTool(rules('Found.'))
  fake.enqueue(asking())
  const sweep = await storedSweep('running', { upstream: 'anthropic', tools: [tool] })
  const question = db.selectFrom('messages').select('content').where('role', '=', 'user')
  const before = await question.executeTakeFirstOrThrow()
  // With the end of its first run nothing of its conversation can be read any more.
  await sql`CREATE TRIGGER broken AFTER UPDATE ON runs WHEN NEW.stop_reason = 'tool_use'
    BEGIN UPDATE messages SET content = '{' WHERE role = 'user'; END`.execute(db)
  parley.sweeps.begin(sweep)
  await expect.poll(() => question.executeTakeFirst()).toEqual({ content: '{' })
  await sql`DROP TRIGGER broken`.execute(db)
  await db.updateTable('messages').set(before).where('role', '=', 'user').execute()
  letTimePass()
  const held = { state: 'failed', problem: { kind: 'held' } }
  await expect
    .poll(() => stored(sweep.id), { timeout: 5000 })
    .toMatchObject({ state: 'done', cells: [held] })
})

test('A stop holds, whatever its sweep was about to do', async () => {
  const { id, comparisonId } = await storedSweep('paused', { most: 1, cap: 0 })
  // As it goes on it finds that its cap is reached, and would pause.
  const resumed = parley.sweeps.act(comparisonId, id, { act: 'resume' })
  const stopped = parley.sweeps.act(comparisonId, id, { act: 'stop' })
  await Promise.all([resumed, stopped])
  await parley.sweeps.close()
  expect(await stored(id)).toMatchObject({ state: 'stopped' })
})

test('After a stop nothing of a loop is asked, whatever it was about to begin', async () => {
  const server = createGate()
  const tool = await makeSlowTool(server)
  fake.enqueue(asking(), stream(encodeEvents(textEvents(3)), { stallAtByte: 300 }))
  const sweep = await storedSweep('running', { upstream: 'anthropic', tools: [tool] })
  parley.sweeps.begin(sweep)
  await elsewhere.nthRequest(1)
  await parley.sweeps.act(sweep.comparisonId, sweep.id, { act: 'stop' })
  server.open()
  const isStopped = { state: 'stopped', cells: [{ state: 'stopped', problem: null }] }
  await expect.poll(() => stored(sweep.id)).toMatchObject(isStopped)
  const asked = () => parley.store.db.selectFrom('runs').select(['upstream', 'status']).execute()
  const complete = ['sandbox', 'anthropic'].map((upstream) => ({ upstream, status: 'complete' }))
  expect(await asked()).toEqual(complete)
  // Nor is it taken up at the next start.
  await restart()
  const quick = await storedSweep('running')
  parley.sweeps.begin(quick)
  await expect.poll(() => stored(quick.id)).toMatchObject({ state: 'done' })
  expect((await asked()).slice(0, -2)).toEqual(complete)
})

test('After a stop no run begins that waited for its file', async () => {
  const gate = createGate()
  const slow = await sweepOfSlowFile(gate)
  parley.sweeps.begin(slow)
  await fake.nthRequest(1)
  await parley.sweeps.act(slow.comparisonId, slow.id, { act: 'stop' })
  gate.open()
  const isUnasked = { state: 'stopped', cells: [{ state: 'waiting', attempts: [] }] }
  await expect.poll(() => stored(slow.id)).toMatchObject(isUnasked)
  expect(fake.requests).toHaveLength(1)
})
