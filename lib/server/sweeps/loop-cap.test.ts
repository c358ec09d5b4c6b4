import { afterEach, beforeEach, expect, test } from 'vitest'
import { rules } from '@/e2e/harness/loop-bed'
import { StoredSweeps } from '@/e2e/harness/stored-sweeps'

let bed: StoredSweeps
beforeEach(async () => {
  bed = await StoredSweeps.open()
})
afterEach(() => bed.close())

/** A hundred thousand tokens: 40 cents to send again, and at most twice that. */
const LONG = 'word'.repeat(100_000)

/** A sweep of one answer, whose tool gives more than anybody could expect. */
async function sweepOfLongResult(cap: number) {
  const tool = await bed.makeTool(rules(LONG))
  return bed.keep('running', { upstream: 'anthropic', tools: [tool], most: 0.05, cap })
}

test('A step of a tool loop that could take the sum past the cap is not asked, however long the results are', async () => {
  const sweep = await sweepOfLongResult(0.7)
  bed.parley.sweeps.begin(sweep)
  const isPastCap = { state: 'failed', problem: { kind: 'cap' } }
  await expect.poll(() => bed.read(sweep.id)).toMatchObject({ cells: [isPastCap] })
  expect(bed.fake.requests).toHaveLength(1)
})

test('A step of a tool loop that costs more than anybody could expect is asked where the cap has room for it', async () => {
  const sweep = await sweepOfLongResult(1.2)
  bed.parley.sweeps.begin(sweep)
  await expect.poll(() => bed.read(sweep.id)).toMatchObject({ cells: [{ state: 'done' }] })
  expect(bed.fake.requests).toHaveLength(2)
})
