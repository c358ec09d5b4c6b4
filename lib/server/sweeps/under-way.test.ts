import { afterEach, beforeEach, expect, test } from 'vitest'
import { newTurn } from '@/e2e/harness/parley-client'
import { openRunsBed, type RunsBed } from '@/e2e/harness/runs-bed'
import { encodeEvents, textEvents } from '@/e2e/harness/upstream/answers'
import { failure, stream } from '@/e2e/harness/upstream/script'
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
