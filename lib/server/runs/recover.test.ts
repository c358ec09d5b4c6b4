import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openRunsBed, type RunsBed, watch } from '@/e2e/harness/runs-bed'
import { encodeEvents, textAfter, textEvents } from '@/e2e/harness/upstream/answers'
import { stream } from '@/e2e/harness/upstream/script'
import { getConversation } from '../store/conversations'
import { OWNER } from '../store/schema'
import { encodeRecord } from './log-records'
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

  it('A log that cannot be read to its end keeps what can, and does not stop the start', async () => {
    const whole = Buffer.from(said.join(''))
    const endless = Buffer.alloc(33 * 1024 * 1024, 'x')
    const records = [whole, endless, endless, endless].map((bytes, at) => ({ at, bytes }))
    const { fold } = await replay(records, [])
    expect(fold.message?.content[0]?.text).toBe(textAfter(events, 7))
  })
})
