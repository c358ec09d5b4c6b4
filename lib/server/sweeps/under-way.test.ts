import { afterEach, beforeEach, expect, test } from 'vitest'
import { newTurn } from '@/e2e/harness/parley-client'
import { openRunsBed, type RunsBed } from '@/e2e/harness/runs-bed'
import { encodeEvents, textEvents } from '@/e2e/harness/upstream/answers'
import { failure, stream } from '@/e2e/harness/upstream/script'
import { newId } from '@/lib/domain/ids'
import { cellsOf, type Sweep } from '@/lib/domain/sweeps/sweep'
import { Limits } from '../limits/limits'
import { UnderWay } from './under-way'

let bed: RunsBed
beforeEach(async () => {
  bed = await openRunsBed()
})
afterEach(() => bed.close())

const { settings } = newTurn('')
const SENT = { withheld: [], maxTokens: null, account: null }
const VARIANT = { conversationId: '', choice: {}, settings, ...SENT }

/** How long the next answer may become, after runs that were answered so. */
async function expectedAfter(...scripts: ReturnType<typeof stream>[]): Promise<number> {
  const { runs, upstreams, db } = bed
  const underWay = new UnderWay({ runs, upstreams, limits: new Limits(db) })
  for (const script of scripts) {
    bed.fake.enqueue(script)
    const run = await bed.ended((await bed.start('Hi')).id)
    underWay.hear(underWay.needOf(VARIANT, 10), run)
  }
  return underWay.needOf(VARIANT, 10).output
}

test('The next answer may be as long as the longest so far', async () => {
  const answer = stream(encodeEvents(textEvents(3)))
  const counted = await expectedAfter(answer)
  expect(counted).toBeGreaterThan(0)
  expect(counted).toBeLessThan(settings.maxTokens)
})

test('A run that was never answered tells nothing of how long the next answer may be', async () => {
  expect(await expectedAfter(failure(400, 'invalid_request_error'))).toBe(settings.maxTokens)
})

test('An answer that broke off tells nothing of it either: its count is not final', async () => {
  const cut = stream(encodeEvents(textEvents(3)), { cut: { atByte: 400, how: 'end' } })
  expect(await expectedAfter(cut)).toBe(settings.maxTokens)
})

test('An answer in its tool loop, taken up at a start or not, is looked at once a second, by one look at a time', async () => {
  const { runs, upstreams, db } = bed
  const underWay = new UnderWay({ runs, upstreams, limits: new Limits(db) })
  bed.fake.enqueue(stream(encodeEvents(textEvents(3))))
  const run = await bed.ended((await bed.start('Hi')).id)
  const attempts = [{ runId: run.id, messageId: run.messageId ?? '', spent: null }]
  const [cell] = cellsOf(1, 1).map((one) => ({ ...one, attempts }))
  const estimate = { inputTokens: 10, least: 0, most: 1 }
  const sweep: Sweep = {
    ...{ id: newId(), comparisonId: newId(), kind: 'repeat', repeats: 1, cells: [] },
    variants: [{ ...VARIANT, questionId: '', estimate }],
    ...{ state: 'paused', pausedBy: null, cap: null, createdAt: 1, endedAt: null },
  }
  const flight = cell && underWay.flightOf(sweep, cell)
  if (!flight) throw new Error('There is no flight.')
  underWay.add(flight)
  flight.isLooping = true
  expect(underWay.dueAt(1000)).toEqual([flight])
  underWay.beginLook(flight)
  expect(underWay.dueAt(9000)).toEqual([])
  underWay.note(flight, [run])
  expect(underWay.lookAt(1000)).toBeNull()
  underWay.endLook(flight, 1000)
  expect(underWay.dueAt(1500)).toEqual([])
  expect(underWay.lookAt(1500)).toBe(2000)
  expect(underWay.dueAt(2000)).toEqual([flight])
})
