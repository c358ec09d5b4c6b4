import { afterEach, beforeEach, expect, test } from 'vitest'
import { openParleyBed, type ParleyBed } from '@/e2e/harness/parley-bed'
import { newTurn } from '@/e2e/harness/parley-client'
import { newId } from '@/lib/domain/ids'
import { startSweep } from './comparison-sweeps'
import { changeComparison, createComparison, readComparison } from './comparisons'
import type { Parley } from './parley'
import { OWNER } from './store/schema'

let bed: ParleyBed
let parley: Parley
beforeEach(async () => {
  bed = await openParleyBed()
  parley = bed.parley
})
afterEach(() => bed.close())

const model = { upstream: 'sandbox', model: 'claude-opus-5-5' }
const settings = { ...newTurn('').settings, ...model }

test('A comparison knows each column that was removed, the last asked one first, and none of what its grids ask', async () => {
  const id = newId()
  const columns = [400, 300, 200, 100].map((maxTokens) => {
    return { id: newId(), settings: { ...settings, maxTokens }, account: null }
  })
  const [first = '', second = '', third = '', last = ''] = columns.map((column) => column.id)
  await createComparison(parley, { id, title: 'Which', settings, from: null, columns })
  for (const conversationId of [second, last, third])
    await parley.runs.start(OWNER, { ...newTurn('Hi', { conversationId }), settings })
  const SENT = { withheld: [], maxTokens: null, account: null }
  await startSweep(parley, id, {
    ...{ id: newId(), kind: 'grid', from: second, repeats: 1, cap: null },
    variants: [{ conversationId: newId(), choice: {}, settings, ...SENT }],
  })
  await startSweep(parley, id, {
    ...{ id: newId(), kind: 'repeat', from: third, repeats: 1, cap: null },
    variants: [{ conversationId: third, choice: {}, settings, ...SENT }],
  })
  for (const columnId of [first, second, third])
    await changeComparison(parley, id, { act: 'remove', columnId })
  const { removed } = await readComparison(parley, id)
  expect(removed.map((column) => column.id)).toEqual([third, second, first])
  expect(removed.at(-1)).toMatchObject({ answers: 0, settings: { maxTokens: 400 } })
  expect(removed[1]?.answers).toBe(1)
  const column = { id: third, settings, account: null }
  const back = await changeComparison(parley, id, { act: 'add', column, at: 1, copyOf: null })
  expect(back.columns).toEqual([last, third])
  expect(back.removed.map((one) => one.id)).toEqual([second, first])
})
