import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { gatewayRun } from '@/e2e/harness/gateway-run'
import { openRunsBed, type RunsBed, watch } from '@/e2e/harness/runs-bed'
import { encodeEvents, textAfter, textEvents } from '@/e2e/harness/upstream/answers'
import { stream } from '@/e2e/harness/upstream/script'
import { DEFAULT_KEEPING } from '@/lib/domain/keeping'
import { getConversation } from '../store/conversations'
import { sumBodies } from '../store/kept-bytes'
import { toRunRow } from '../store/runs'
import { OWNER } from '../store/schema'
import { encodeRecord } from './log-records'
import { Pruner } from './prune'
import { readRawRun } from './raw'
import { recoverRuns } from './recover'
import { replay } from './replay'

let bed: RunsBed
beforeEach(async () => {
  bed = await openRunsBed()
})
afterEach(async () => {
  // The run of this process ends too, and stores its log once more.
  await bed.db.deleteFrom('run_logs').execute()
  await bed.close()
})

const events = textEvents(20)
const frames = encodeEvents(events)
const said = frames.slice(0, 7)

/** A run of which seven events are stored and no end, as a killed process leaves it. */
async function unended() {
  bed.fake.enqueue(stream(said, { stallAtByte: said.join('').length }))
  const { id, conversationId } = await bed.start('Hi')
  await watch(bed.runs, id, (text) => text.includes('"seq":7'))
  await bed.runs.journal.flush()
  return { id, conversationId }
}

async function recovered(conversationId: string) {
  expect(await recoverRuns(bed.db)).toBe(1)
  return (await getConversation(bed.db, OWNER, conversationId)).runs[0]
}

describe('after the death of the process', () => {
  it('An unended run becomes interrupted with the text that had been stored', async () => {
    const { conversationId } = await unended()
    const run = await recovered(conversationId)
    expect(run).toMatchObject({ status: 'interrupted', error: { origin: 'parley' } })
    expect(run?.message?.content[0]?.text).toBe(textAfter(events, 7))
    expect(await bed.db.selectFrom('run_chunks').selectAll().execute()).toEqual([])
    expect(await recoverRuns(bed.db)).toBe(0)
  })

  it.each([
    ['complete', frames.slice(7), null],
    [
      'interrupted',
      encodeEvents([{ type: 'error', error: { type: 'overloaded_error', message: 'Full' } }]),
      { origin: 'upstream', type: 'overloaded_error', message: 'Full' },
    ],
  ])('A log that holds its own end makes the run %s', async (status, rest, error) => {
    const { id, conversationId } = await unended()
    const data = encodeRecord({ at: 9, bytes: Buffer.from(rest.join('')) })
    await bed.db.insertInto('run_chunks').values({ run_id: id, seq: 99, data }).execute()
    const run = await recovered(conversationId)
    expect(run?.status).toBe(status)
    if (error === null) expect(run?.error).toBeNull()
    else expect(run?.error).toMatchObject(error)
  })

  it('A log that goes on after an event that cannot be read makes the run no more than that', async () => {
    const { id, conversationId } = await unended()
    const bytes = Buffer.from(
      `event: content_block_delta\ndata: {"t\n\n${frames.slice(7).join('')}`,
    )
    const data = encodeRecord({ at: 9, bytes })
    await bed.db.insertInto('run_chunks').values({ run_id: id, seq: 99, data }).execute()
    const run = await recovered(conversationId)
    expect(run?.status).toBe('interrupted')
    expect(run?.message?.content[0]?.text).toBe(textAfter(events, 7))
  })

  it('Its body and its log count among what is kept, and are forgotten in their time', async () => {
    const { id } = await unended()
    expect(await recoverRuns(bed.db)).toBe(1)
    const row = await bed.db.selectFrom('runs').selectAll().executeTakeFirstOrThrow()
    const log = await bed.db.selectFrom('run_logs').selectAll().executeTakeFirstOrThrow()
    const sent = Buffer.byteLength(row.request_body ?? '')
    expect(sent).toBeGreaterThan(0)
    expect(await sumBodies(bed.db, OWNER)).toBe(sent + Buffer.from(log.data).length)
    const pruner = new Pruner(bed.db, { ...DEFAULT_KEEPING, bodies: false }, () => {})
    await pruner.prune()
    await pruner.close()
    const left = bed.db.selectFrom('runs').select('request_body').where('id', '=', id)
    expect(await left.execute()).toEqual([{ request_body: null }])
    expect(await bed.db.selectFrom('run_logs').selectAll().execute()).toEqual([])
  })

  it('A call of which nothing was to be kept has no log afterwards either', async () => {
    const run = gatewayRun({ status: 'streaming', httpStatus: 200 })
    const row = toRunRow(run, { headers: [], body: null }, OWNER, 'dead')
    await bed.db
      .insertInto('runs')
      .values({ ...row, response_headers: '[["a","b"]]' })
      .execute()
    expect(await recoverRuns(bed.db)).toBe(1)
    expect(await bed.db.selectFrom('run_logs').selectAll().execute()).toEqual([])
    expect((await readRawRun(bed.db, OWNER, run.id)).response).toMatchObject({ isKept: false })
    expect(await sumBodies(bed.db, OWNER)).toBe(0)
  })

  it('A log that cannot be read to its end keeps what can, and does not stop the start', async () => {
    const whole = Buffer.from(said.join(''))
    const endless = Buffer.alloc(33 * 1024 * 1024, 'x')
    const records = [whole, endless, endless, endless].map((bytes, at) => ({ at, bytes }))
    const { fold } = await replay(records, [])
    expect(fold.message?.content[0]?.text).toBe(textAfter(events, 7))
  })
})
