import { gunzipSync, gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { gatewayRun } from '@/e2e/harness/gateway-run'
import { openRunsBed, type RunsBed } from '@/e2e/harness/runs-bed'
import { encodeEvents, textAfter, textEvents } from '@/e2e/harness/upstream/answers'
import type { LiveEvent } from '@/lib/domain/live'
import type { Run } from '@/lib/domain/run'
import { OWNER } from '../store/schema'
import type { HeaderList } from '../upstream/sink'
import { decodeRecords } from './log-records'
import type { Recorder } from './recorder'

let bed: RunsBed
beforeEach(async () => {
  bed = await openRunsBed()
})
afterEach(() => bed.close())

const events = textEvents(20)
const frames = encodeEvents(events)
const isDelta = ({ type }: { type: string }) => type === 'content_block_delta'
const BAD = 'event: content_block_delta\ndata: {"type"\n\n'

/** A call at the gateway whose answer has begun, and the ends that were told of it. */
function begin(headers: HeaderList = []): { recorder: Recorder; ends: Run[] } {
  const ends: Run[] = []
  const request = { headers: [], body: '{}' }
  const recorder = bed.runs.observe(
    OWNER,
    gatewayRun(),
    request,
    new AbortController(),
    (ended) => {
      ends.push(ended)
    },
  )
  recorder.head(200, [['content-type', 'text/event-stream'], ...headers])
  return { recorder, ends }
}

/** What the stored log of a run says. */
async function logOf({ run }: Recorder): Promise<string> {
  await bed.runs.journal.flush()
  const { response } = await bed.runs.raw(OWNER, run.id)
  return response?.pieces.map(({ text }) => text).join('') ?? ''
}

describe('the log of an answer', () => {
  it('Goes on after an event that cannot be read, which ends the answer but not its bytes', async () => {
    const { recorder, ends } = begin()
    const sent = [...frames.slice(0, 7), BAD, ...frames.slice(7)]
    for (const frame of sent.slice(0, 7)) recorder.write(Buffer.from(frame))
    const told: LiveEvent[] = []
    recorder.listen((event) => told.push(event))
    for (const frame of sent.slice(7)) recorder.write(Buffer.from(frame))
    expect([recorder.isOver, ends.length]).toEqual([true, 0])
    // Bytes still come: the run goes on, and says meanwhile why nothing more is read of them.
    const run = { status: 'streaming', error: { fault: 'unreadable' } }
    expect(told).toMatchObject([{ type: 'run', run }])
    recorder.end()
    expect(await logOf(recorder)).toBe(sent.join(''))
    expect(ends).toHaveLength(1)
    const ended = await bed.runs.get(OWNER, recorder.run.id)
    expect(ended).toMatchObject({ status: 'interrupted', error: { fault: 'unreadable' } })
    expect(ended.message?.content[0]?.text).toBe(textAfter(events, 7))
  })

  it('Holds what comes after the end that the answer says, which is told when it is read', async () => {
    const { recorder, ends } = begin()
    // All in one piece: what cannot be read is after the end, too.
    recorder.write(Buffer.from(frames.join('') + BAD))
    expect(ends).toEqual([])
    expect(recorder.run.status).toBe('complete')
    expect(ends).toMatchObject([{ status: 'complete', error: null }])
    recorder.write(Buffer.from(': bye\n\n'))
    expect(recorder.run.error).toBe(null)
    expect(await logOf(recorder)).toBe(`${frames.join('')}${BAD}: bye\n\n`)
  })

  it('Ends with the answer though its connection stays open, by the tick, bodies kept or not', async () => {
    for (const keepsBody of [true, false]) {
      const { recorder, ends } = begin()
      recorder.keepsBody = keepsBody
      for (const frame of frames) recorder.write(Buffer.from(frame))
      await expect.poll(() => ends).toMatchObject([{ status: 'complete' }])
    }
  })

  it('Has the times of arrival, however late it is read', () => {
    const { recorder } = begin()
    const times = frames.map((frame) => {
      recorder.write(Buffer.from(frame))
      return recorder.elapsed()
    })
    const { firstEvent, firstToken, total } = recorder.run.timing
    const first = events.findIndex(isDelta)
    // A log counts in microseconds.
    const isWithin = (time: number | null, index: number) =>
      (time ?? 0) >= (times[index - 1] ?? 0) - 0.001 && (time ?? 0) <= (times[index] ?? 0) + 0.001
    expect(isWithin(firstEvent, 0)).toBe(true)
    expect(isWithin(firstToken, first)).toBe(true)
    expect(isWithin(total, times.length - 1)).toBe(true)
  })

  it('Keeps nothing in memory of what comes after it is stored, and stays ended', async () => {
    const { recorder } = begin()
    for (const frame of frames) recorder.write(Buffer.from(frame))
    const storing = bed.runs.journal.flush()
    recorder.write(Buffer.from(': while it is stored\n\n'))
    await storing
    recorder.write(Buffer.from(': too late\n\n'))
    recorder.end()
    await bed.runs.journal.flush()
    expect(recorder.pending).toEqual([])
    expect(await bed.runs.get(OWNER, recorder.run.id)).toMatchObject({ status: 'complete' })
  })

  it('Holds a compressed answer to its last byte, though it has said its end before', async () => {
    const { recorder, ends } = begin([['content-encoding', 'gzip']])
    const whole = gzipSync(frames.join(''))
    recorder.write(whole.subarray(0, -8))
    await expect.poll(() => ends.length).toBe(1)
    recorder.write(whole.subarray(-8))
    await bed.runs.journal.flush()
    const { data } = await bed.db.selectFrom('run_logs').select('data').executeTakeFirstOrThrow()
    const bytes = decodeRecords(gunzipSync(data)).map((record) => Buffer.from(record.bytes))
    expect(Buffer.concat(bytes).equals(whole)).toBe(true)
  })
})
