import { afterEach, beforeEach, expect, test } from 'vitest'
import { rules } from '@/e2e/harness/loop-bed'
import { StoredSweeps } from '@/e2e/harness/stored-sweeps'
import { callEvents, encodeEvents } from '@/e2e/harness/upstream/answers'
import { stream } from '@/e2e/harness/upstream/script'
import { newId } from '@/lib/domain/ids'
import { cellsOf, type Sweep } from '@/lib/domain/sweeps/sweep'
import { OWNER } from '../store/schema'
import { insertSweep } from '../store/sweeps'

let bed: StoredSweeps
beforeEach(async () => {
  bed = await StoredSweeps.open()
})
afterEach(() => bed.close())

/** A hundred thousand tokens: 40 cents to send again, and at most twice that. */
const LONG = 'word'.repeat(100_000)

const isPastCap = { state: 'failed', problem: { kind: 'cap' } }
const CALL = { id: 'toolu_1', name: 'look', input: {} }

/** A sweep of one answer, whose tool gives more than anybody could expect. */
async function sweepOfLongResult(cap: number) {
  const tool = await bed.makeTool(rules(LONG))
  return bed.keep('running', { upstream: 'anthropic', tools: [tool], most: 0.05, cap })
}

test('A step of a tool loop that could take the sum past the cap is not asked, however long the results are', async () => {
  const sweep = await sweepOfLongResult(0.7)
  bed.parley.sweeps.begin(sweep)
  await expect.poll(() => bed.read(sweep.id)).toMatchObject({ cells: [isPastCap] })
  expect(bed.fake.requests).toHaveLength(1)
})

test('A step of a tool loop that costs more than anybody could expect is asked where the cap has room for it', async () => {
  const sweep = await sweepOfLongResult(1.2)
  bed.parley.sweeps.begin(sweep)
  await expect.poll(() => bed.read(sweep.id)).toMatchObject({ cells: [{ state: 'done' }] })
  expect(bed.fake.requests).toHaveLength(2)
})

test.each([
  ['whose documents nobody knows the length of', [{ type: 'document', source: {} }], {}],
  ['whose price nobody knows', 'Found.', { model: 'no-such-model' }],
  [
    'with more images than the cap has room for',
    Array.from({ length: 20 }, () => ({ type: 'image', source: {} })),
    {},
  ],
  ['after an answer whose price nobody knows', 'Found.', { cap: 0.05 }],
])('A step of a tool loop %s is not asked under a cap', async (_which, content, swept) => {
  const rule = { when: [], result: { content, isError: false }, delayMs: 0 }
  const tool = await bed.makeTool({ by: 'rules', rules: [rule] })
  // No price is known of the model that says it answered.
  if ('cap' in swept) bed.fake.enqueue(stream(encodeEvents(callEvents([CALL]))))
  const most = { most: 0.05, cap: 0.2 }
  const sweep = await bed.keep('running', {
    upstream: 'anthropic',
    tools: [tool],
    ...most,
    ...swept,
  })
  bed.parley.sweeps.begin(sweep)
  await expect.poll(() => bed.read(sweep.id)).toMatchObject({ cells: [isPastCap] })
  expect(bed.fake.requests).toHaveLength(1)
})

test('A sweep whose loops go past its cap pauses because of that, and has not failed', async () => {
  const { db } = bed.parley.store
  const tool = await bed.makeTool(rules(LONG))
  const model = { upstream: 'anthropic', tools: [tool], most: 0.05, cap: 0.7 }
  const one = await bed.keep('paused', model)
  const sweep: Sweep = { ...one, id: newId(), state: 'running', cells: cellsOf(1, 20), repeats: 20 }
  await db.transaction().execute((tx) => insertSweep(tx, OWNER, sweep))
  bed.parley.sweeps.begin(sweep)
  const isOver = { state: 'paused', pausedBy: 'cap' }
  await expect.poll(() => bed.read(sweep.id), { timeout: 7000 }).toMatchObject(isOver)
})
