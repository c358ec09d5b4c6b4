import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { type ShownSweep, type StartSweep, spentOf } from '@/lib/domain/sweeps/sweep'
import { newTurn } from '../harness/parley-client'
import { type Asked, SweepBed } from '../harness/sweep-bed'
import { encodeEvents, textEvents } from '../harness/upstream/answers'
import { type Script, stream } from '../harness/upstream/script'

let bed: SweepBed
beforeAll(async () => {
  bed = await SweepBed.open()
})
beforeEach(() => bed.upstream.reset())
afterAll(() => bed.close())

const OPUS = { ...newTurn('').settings, model: 'claude-opus-5-5' }
/** So many answers may begin at once. */
const AT_ONCE = 4

/** Answers that take all tokens that they may, to a prompt of so many by what the upstream counts. */
function longest(input: number): Script {
  const events = textEvents(3, OPUS.model).map((event) => {
    if (event.type === 'message_start' && typeof event.message === 'object')
      return { ...event, message: { ...event.message, usage: { input_tokens: input } } }
    return event.type === 'message_delta'
      ? { ...event, usage: { output_tokens: OPUS.maxTokens } }
      : event
  })
  return stream(encodeEvents(events))
}

/** Starts a sweep of many answers with a cap that has room for so many by its estimate, and answers what each may come to. */
async function sweepFor(count: number): Promise<{ asked: Asked; sweep: StartSweep; most: number }> {
  const asked = await bed.ask(OPUS)
  const repeats = bed.repeats(asked, 40)
  const path = `/api/comparisons/${asked.comparisonId}/sweeps/estimate`
  const { id: _id, cap: _cap, ...plan } = repeats
  const { most: all } = await (await bed.call(path, 'POST', plan)).json()
  const most = all / 40
  const sweep = { ...repeats, cap: most * count }
  expect((await bed.start(asked, sweep)).status).toBe(201)
  return { asked, sweep, most }
}

const isPaused = ({ state }: ShownSweep) => state === 'paused'

it('A prompt that the upstream counts as longer than it was guessed takes no sweep past its cap, once that is known', async () => {
  bed.upstream.setDefault(longest(50_000))
  const { asked, sweep, most } = await sweepFor(AT_ONCE * 10)
  const { cells, pausedBy, cap } = await bed.until(asked, sweep, isPaused)
  const { usd } = spentOf(cells)
  expect(pausedBy).toBe('cap')
  expect(usd).toBeGreaterThan(most * AT_ONCE * 6)
  expect(usd).toBeLessThanOrEqual(cap ?? 0)
})

it('After another price has been set, a sweep that is resumed keeps its new cap by that price', async () => {
  bed.upstream.setDefault(longest(10))
  const { asked, sweep, most } = await sweepFor(AT_ONCE)
  const before = await bed.until(asked, sweep, isPaused)
  // Twelve times what the built-in table has. There is room for one and a half by that.
  const dearer = { asOf: '2026-11-01', input: 12 * 4, output: 12 * 20, cacheRead: 12 * 0.4 }
  const set = await bed.call('/api/settings', 'PATCH', { prices: { [OPUS.model]: dearer } })
  expect(set.status).toBe(200)
  const cap = spentOf(before.cells).usd + most * 18
  const asks = bed.upstream.requests.length
  expect((await bed.act(asked, sweep, { act: 'resume', cap })).status).toBe(200)
  const after = await bed.until(asked, sweep, (now) => isPaused(now) && now.pausedBy === 'cap')
  expect(bed.upstream.requests.length - asks).toBe(1)
  expect(spentOf(after.cells).usd).toBeLessThanOrEqual(cap)
  await bed.call('/api/settings', 'PATCH', { prices: { [OPUS.model]: null } })
})
