import { Readable } from 'node:stream'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type HeldQuery, type HeldStore, holdQuery } from '@/e2e/harness/hold-query'
import { StoredSweeps } from '@/e2e/harness/stored-sweeps'
import { createGate } from '@/e2e/harness/upstream/gate'
import { json } from '@/e2e/harness/upstream/script'
import { newId } from '@/lib/domain/ids'
import { cellsOf, type Sweep } from '@/lib/domain/sweeps/sweep'
import { OWNER } from '../store/schema'
import { insertSweep } from '../store/sweeps'
import { Sweeps } from './sweeps'

let bed: StoredSweeps
let held: HeldStore
let sweeps: Sweeps
beforeEach(async () => {
  bed = await StoredSweeps.open()
})
afterEach(async () => {
  held.letGo()
  await sweeps.close()
  await bed.close()
})

/** Sweeps of the same server, upon a store of which something is held. */
function holdFor(query: HeldQuery): void {
  held = holdQuery(bed.parley.store.db, query)
  sweeps = new Sweeps({ ...bed.parley, db: held.db })
}

test('A step of a tool loop finds no room that a cell has taken whose beginning is being stored', async () => {
  const { runs, store } = bed.parley
  const first = await bed.keep('paused', { upstream: 'anthropic', most: 0.5 })
  const second = await bed.keep('paused', { most: 0.5 })
  const both = { variants: [...first.variants, ...second.variants], cells: cellsOf(2, 1), cap: 1 }
  const sweep: Sweep = { ...first, id: newId(), state: 'running', ...both }
  await store.db.transaction().execute((tx) => insertSweep(tx, OWNER, sweep))
  holdFor({ kind: 'UpdateQueryNode', table: 'sweep_cells', nth: 2 })
  sweeps.begin(sweep)
  await held.reached
  const { runId = '' } = (await bed.read(sweep.id))?.cells[0]?.attempts[0] ?? {}
  await expect
    .poll(() => runs.get(OWNER, runId).catch(() => null))
    .toMatchObject({ status: 'complete' })
  const content = 'word'.repeat(100_000)
  const body = {
    ...{ model: 'claude-opus-5-5', max_tokens: 1024 },
    messages: [{ role: 'user' as const, content }],
  }
  expect(sweeps.mayGoOn(await runs.get(OWNER, runId), { messageId: newId(), body })).toBe(false)
})

test('A cell that a pause called off is begun again where the sweep goes on at once', async () => {
  const { files } = bed.parley
  const gate = createGate()
  const bytes = Buffer.from('Notes.')
  const sent = { id: 'file_1', type: 'file', filename: 'notes.txt', mime_type: 'text/plain' }
  bed.fake.enqueue(json({ ...sent, size_bytes: bytes.length }, { gate }))
  const fileId = newId()
  const name = 'notes.txt'
  await files.take({ id: fileId, name, length: bytes.length, bytes: Readable.from([bytes]) })
  const file = { type: 'document', source: { type: 'parley_file', fileId, way: 'file' } }
  const sweep = await bed.keep('running', { upstream: 'anthropic', files: [file] })
  const { comparisonId, id } = sweep
  // What is asked when a start has failed: what it has left.
  holdFor({ kind: 'SelectQueryNode', table: 'runs', nth: 1 })
  sweeps.begin(sweep)
  await bed.fake.nthRequest(1)
  await sweeps.act(comparisonId, id, { act: 'pause' })
  gate.open()
  await held.reached
  await sweeps.act(comparisonId, id, { act: 'resume' })
  held.letGo()
  await expect.poll(() => bed.fake.requests.length, { timeout: 5000 }).toBe(2)
  expect(await bed.read(id)).toMatchObject({ state: 'running', cells: [{ problem: null }] })
})
