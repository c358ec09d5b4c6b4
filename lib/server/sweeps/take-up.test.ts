import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { rules } from '@/e2e/harness/loop-bed'
import { letTimePass, StoredSweeps } from '@/e2e/harness/stored-sweeps'
import { callEvents, encodeEvents, textEvents } from '@/e2e/harness/upstream/answers'
import { stream } from '@/e2e/harness/upstream/script'
import { newId } from '@/lib/domain/ids'
import { cellsOf, type Sweep } from '@/lib/domain/sweeps/sweep'
import { OWNER } from '../store/schema'
import { setCell } from '../store/sweeps'

let bed: StoredSweeps
beforeEach(async () => {
  bed = await StoredSweeps.open()
})
afterEach(() => bed.close())

/** An answer that asks for a tool. */
const asking = () => stream(encodeEvents(callEvents([{ id: 'toolu_1', name: 'look', input: {} }])))

test('A loop that goes on after a start is waited for, however long nothing ran', async () => {
  const { id } = await stuckLoop('runs', { most: 1, cap: 2.1 })
  await nextProcess()
  await expect
    .poll(() => bed.read(id), { timeout: 5000 })
    .toMatchObject({ state: 'paused', cells: [{ state: 'done' }] })
  expect(bed.fake.requests).toHaveLength(2)
})

/** A sweep whose only answer has asked for a tool, and got no further: the store takes what this says no more. */
async function stuckLoop(
  trouble: 'runs' | 'tool_calls',
  swept: { most?: number; cap?: number } = {},
): Promise<Sweep> {
  const { db } = bed.parley.store
  const tool = await bed.makeTool(rules('Found.'))
  bed.fake.enqueue(asking())
  const sweep = await bed.keep('running', { upstream: 'anthropic', tools: [tool], ...swept })
  const when = trouble === 'runs' ? 'EXISTS (SELECT 1 FROM tool_calls)' : '1'
  await sql`CREATE TRIGGER refused BEFORE INSERT ON ${sql.table(trouble)} WHEN ${sql.raw(when)}
    BEGIN SELECT RAISE(ABORT, 'full'); END`.execute(db)
  bed.parley.sweeps.begin(sweep)
  const asked = () =>
    db.selectFrom('runs').select('message_id').where('stop_reason', '=', 'tool_use').execute()
  await expect.poll(asked).toHaveLength(1)
  const [{ message_id: answer } = { message_id: null }] = await asked()
  // As in a grid, whose conversations have no other answer.
  await db.updateTable('conversations').set({ head_id: answer }).execute()
  await expect.poll(atWork).toBe(0)
  return sweep
}

/** So many turns are answered, or something is done about what they ask for. */
const atWork = () => bed.parley.runs.openTurns(OWNER).size + bed.parley.loop.turnsAtWork().size

/** The next process, once it has done whatever it does by itself. */
async function nextProcess(): Promise<void> {
  await sql`DROP TRIGGER refused`.execute(bed.parley.store.db)
  letTimePass()
  await bed.restart()
  await expect.poll(atWork).toBe(0)
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
      .poll(() => bed.read(id), { timeout: 5000 })
      .toMatchObject({ state: 'done', cells: [held] })
    await nextProcess()
    expect(bed.fake.requests).toHaveLength(1)
    expect(await bed.read(id)).toMatchObject({ state: 'done', cells: [held] })
  },
)

test.each([
  ['whose cap has no room for it', { cap: 0.5 }, { state: 'failed', problem: { kind: 'cap' } }],
  ['that was stopped', { state: 'stopped' }, { state: 'stopped', problem: null }],
])(
  'A loop of a sweep %s is not taken up by a start, and says why',
  async (_which, change, cell) => {
    const { id } = await stuckLoop('runs', { most: 1, cap: 2 })
    await bed.parley.store.db.updateTable('sweeps').set(change).where('id', '=', id).execute()
    await nextProcess()
    await expect.poll(() => bed.read(id), { timeout: 5000 }).toMatchObject({ cells: [cell] })
    expect(bed.fake.requests).toHaveLength(1)
  },
)

test('A server starts whatever its store refuses of a sweep, which is taken up as soon as it can be', async () => {
  bed.fake.setDefault(stream(encodeEvents(textEvents(3)), { stallAtByte: 300 }))
  const cut = await bed.keep('running', { upstream: 'anthropic' })
  bed.parley.sweeps.begin(cut)
  await bed.fake.nthRequest(1)
  const begun = (await bed.read(cut.id))?.cells[0]
  const unsent = await bed.keep('running', { upstream: 'anthropic' })
  const attempts = [{ runId: newId(), messageId: newId(), spent: null }]
  const lost = cellsOf(1, 1).map((cell) => ({ ...cell, state: 'begun' as const, attempts }))
  for (const cell of lost) await setCell(bed.parley.store.db, OWNER, unsent.id, cell)
  const allowCells = await bed.refuse('sweep_cells', 'waiting', 'cells')
  const allowSweeps = await bed.refuse('sweeps', 'paused', 'sweeps')
  await bed.restart()
  expect(await bed.read(cut.id)).toMatchObject({ state: 'running', cells: [{ state: 'begun' }] })
  // What cannot be taken up cannot be changed.
  const { comparisonId, id } = unsent
  await expect(bed.parley.sweeps.act(comparisonId, id, { act: 'resume' })).rejects.toThrow('full')
  await allowSweeps()
  const isLeft = { state: 'paused', pausedBy: 'restart' }
  for (const { id } of [cut, unsent])
    await expect.poll(() => bed.read(id), { timeout: 15_000 }).toMatchObject(isLeft)
  await allowCells()
  const isWaiting = { ...isLeft, cells: [{ state: 'waiting' }] }
  for (const { id } of [cut, unsent])
    await expect.poll(() => bed.read(id), { timeout: 15_000 }).toMatchObject(isWaiting)
  const [first, second] = [await bed.read(cut.id), await bed.read(unsent.id)]
  // What was cut counts for good, what never went does not.
  expect(first?.cells[0]?.attempts).toMatchObject([{ runId: begun?.attempts[0]?.runId }])
  expect(second?.cells[0]?.attempts).toEqual([])
  expect(bed.fake.requests).toHaveLength(1)
}, 40_000)
