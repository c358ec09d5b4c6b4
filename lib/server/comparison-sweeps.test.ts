import { afterEach, beforeEach, expect, test } from 'vitest'
import { openParleyBed, type ParleyBed } from '@/e2e/harness/parley-bed'
import { newTurn } from '@/e2e/harness/parley-client'
import { newId } from '@/lib/domain/ids'
import { startSweep } from './comparison-sweeps'
import { createComparison } from './comparisons'
import type { Parley } from './parley'
import { patchConversation } from './store/conversations'
import { OWNER } from './store/schema'

let bed: ParleyBed
let parley: Parley
beforeEach(async () => {
  bed = await openParleyBed()
  parley = bed.parley
})
afterEach(() => bed.close())

const SENT = { withheld: [], maxTokens: null, account: null }

/** A comparison of one column that has been asked something. */
async function askedComparison() {
  const plain = newTurn('Which is it?')
  const model = { upstream: 'sandbox', model: 'claude-opus-5-5' }
  const turn = { ...plain, settings: { ...plain.settings, ...model } }
  const { settings, conversationId } = turn
  const comparisonId = newId()
  await createComparison(parley, {
    ...{ id: comparisonId, title: 'Which', settings, from: null },
    columns: [{ id: conversationId, settings, account: null }],
  })
  await parley.runs.start(OWNER, turn)
  return { comparisonId, from: conversationId, settings }
}

test('Of a comparison that is deleted while a sweep is worked out, no conversation stays', async () => {
  const { db } = parley.store
  // Whatever has been read by then.
  for (let reads = 0; reads < 24; reads += 1) {
    const { comparisonId, from, settings } = await askedComparison()
    const variants = [{ conversationId: newId(), choice: {}, settings, ...SENT }]
    const start = startSweep(parley, comparisonId, {
      ...{ id: newId(), kind: 'grid', from, repeats: 1, cap: null, variants },
    }).catch(() => null)
    for (let read = 0; read < reads; read += 1) {
      await db.selectFrom('sweeps').select('id').limit(1).execute()
    }
    await patchConversation(db, OWNER, comparisonId, { deleted: true })
    await start
    const left = await db
      .selectFrom('conversations')
      .select('id')
      .where('comparison_id', '=', comparisonId)
      .where('deleted_at', 'is', null)
      .execute()
    expect(left, `after ${reads} reads`).toEqual([])
  }
}, 30_000)

test('The same start again joins the sweep that is there, and one with another cap is told of it', async () => {
  const { comparisonId, from, settings } = await askedComparison()
  const variants = [{ conversationId: newId(), choice: {}, settings, ...SENT }]
  const sweep = { id: newId(), kind: 'grid' as const, from, repeats: 1, variants }
  const start = (cap: number) => startSweep(parley, comparisonId, { ...sweep, cap })
  expect(await start(5)).toMatchObject({ id: sweep.id, cap: 5 })
  expect(await start(5)).toMatchObject({ id: sweep.id, cap: 5 })
  await expect(start(1)).rejects.toMatchObject({
    status: 409,
    message: expect.stringContaining('a cap of 5 US dollars'),
  })
})
