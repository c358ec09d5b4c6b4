import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { type ShownSweep, type StartSweep, spentOf } from '@/lib/domain/sweeps/sweep'
import { newTurn } from '../harness/parley-client'
import { type Asked, cellsIn, counted, SweepBed } from '../harness/sweep-bed'
import { encodeEvents, textEvents } from '../harness/upstream/answers'
import { failure, stream } from '../harness/upstream/script'

let bed: SweepBed
beforeAll(async () => {
  bed = await SweepBed.open()
})
beforeEach(() => bed.upstream.reset())
afterAll(() => bed.close())

const OPUS = { ...newTurn('').settings, model: 'claude-opus-5-5' }
/** USD of an answer of 1000 tokens to a prompt of 10, by the built-in prices. */
const COST = 0.02004

const isDone = ({ state }: ShownSweep) => state === 'done'
const whole = () => counted(OPUS.model, 1000)
const refused = () => failure(400, 'invalid_request_error')
const cut = () => stream(encodeEvents(textEvents(3)), { cut: { atByte: 400, how: 'end' as const } })

/** A sweep of four answers, the second of which was refused and the third cut off. */
async function sweepWithFailures(cap = 1000): Promise<[Asked, StartSweep, ShownSweep]> {
  bed.upstream.setDefault(whole())
  const asked = await bed.ask(OPUS)
  bed.upstream.enqueue(whole(), refused(), cut())
  const sweep = { ...bed.repeats(asked, 4), cap }
  await bed.start(asked, sweep)
  const done = await bed.until(asked, sweep, isDone)
  expect(done.cells.map(({ state }) => state).sort()).toEqual(['done', 'done', 'failed', 'failed'])
  return [asked, sweep, done]
}

function again(asked: Asked, sweep: StartSweep, { endedAt }: ShownSweep, more: object = {}) {
  return bed.act(asked, sweep, { act: 'again', endedAt: endedAt ?? 0, ...more })
}

it('What has failed is asked again, and only that; what it cost before still counts, and stays to be read', async () => {
  const [asked, sweep, before] = await sweepWithFailures()
  const failed = cellsIn(before, 'failed')
  const { most } = before.variants[0]?.estimate ?? {}
  expect((await again(asked, sweep, before)).status).toBe(200)
  const after = await bed.until(asked, sweep, isDone)
  expect(cellsIn(after, 'done')).toHaveLength(4)
  expect(bed.upstream.requests).toHaveLength(1 + 4 + 2)
  for (const { index, attempts, problem } of failed) {
    const now = after.cells[index]
    expect(now?.attempts).toHaveLength(attempts.length + 1)
    expect(now?.facts?.cost).toBeCloseTo(COST, 10)
    const first = attempts[0]
    expect(now?.attempts[0]).toEqual({ ...first, failedAs: problem })
    expect(await bed.client.run(first?.runId ?? '')).toMatchObject({ messageId: first?.messageId })
  }
  // What was cut off counts as the most that it could have come to.
  expect(spentOf(after.cells).usd).toBeCloseTo(4 * COST + (most ?? 0), 8)
  const column = await bed.client.conversation(asked.columns[0]?.conversationId ?? '')
  const answers = column?.messages.filter(({ role }) => role === 'assistant')
  expect(answers).toHaveLength(1 + 6)
  expect(column?.headId).toBe(asked.columns[0]?.assistantMessageId)
})

it('Asked again twice for one end, by a double click or in two tabs, it is asked once', async () => {
  const [asked, sweep, before] = await sweepWithFailures()
  bed.upstream.enqueue(refused(), whole())
  const both = await Promise.all([again(asked, sweep, before), again(asked, sweep, before)])
  expect(both.map(({ status }) => status)).toEqual([200, 200])
  const after = await bed.until(asked, sweep, isDone)
  expect(bed.upstream.requests).toHaveLength(7)
  expect(cellsIn(after, 'failed')).toHaveLength(1)
  // Whose answer was not heard, and is sent once more when one has failed anew.
  const late = await again(asked, sweep, before)
  expect(await late.json()).toMatchObject({ state: 'done', endedAt: after.endedAt })
  expect(bed.upstream.requests).toHaveLength(7)
  expect((await again(asked, sweep, after)).status).toBe(200)
  const last = await bed.until(asked, sweep, (now) => cellsIn(now, 'done').length === 4)
  expect(bed.upstream.requests).toHaveLength(8)
  const [attempts] = last.cells.map((cell) => cell.attempts).filter(({ length }) => length === 3)
  expect(attempts?.map(({ failedAs }) => failedAs !== undefined)).toEqual([true, true, false])
})

it('What is asked again stays within the cap, and begins once that is raised', async () => {
  const [asked, sweep, before] = await sweepWithFailures()
  const spent = spentOf(before.cells).usd
  await again(asked, sweep, before, { cap: spent })
  const isAtCap = ({ pausedBy }: ShownSweep) => pausedBy === 'cap'
  const capped = await bed.until(asked, sweep, isAtCap)
  expect(bed.upstream.requests).toHaveLength(5)
  expect(cellsIn(capped, 'waiting')).toHaveLength(2)
  await bed.restart('kill')
  await bed.act(asked, sweep, { act: 'resume', cap: 1000 })
  const done = await bed.until(asked, sweep, isDone)
  expect(cellsIn(done, 'done')).toHaveLength(4)
  expect(bed.upstream.requests).toHaveLength(7)
})

it('Where nothing failed, and where it was stopped, nothing is asked again', async () => {
  bed.upstream.setDefault(whole())
  const asked = await bed.ask(OPUS)
  const sweep = bed.repeats(asked, 1)
  await bed.start(asked, sweep)
  const done = await bed.until(asked, sweep, isDone)
  expect((await again(asked, sweep, done)).status).toBe(200)
  expect(await bed.read(asked, sweep)).toEqual(done)
  bed.upstream.setDefault(counted(OPUS.model, 3, { stallAtByte: 300 }))
  const other = bed.repeats(asked, 2)
  await bed.start(asked, other)
  await bed.act(asked, other, { act: 'stop' })
  const stopped = await bed.until(asked, other, (now) => cellsIn(now, 'begun').length === 0)
  expect((await again(asked, other, stopped)).status).toBe(409)
})
