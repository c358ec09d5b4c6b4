import { expect, test } from 'vitest'
import { type ChatSettings, NO_CHOICES } from '../conversation'
import type { Prices } from '../prices'
import { estimateRun } from './estimate'
import { mostsNow } from './most-now'
import { cellsOf, type Sweep } from './sweep'

const settings: ChatSettings = {
  ...{ upstream: 'anthropic', apiVersion: '2023-06-01', model: 'claude-opus-5-5', maxTokens: 1000 },
  ...{ system: '', ...NO_CHOICES },
}
const body = {
  ...{ model: settings.model, max_tokens: settings.maxTokens },
  messages: [{ role: 'user' as const, content: 'word'.repeat(1000) }],
}
const priced = (factor: number): Prices => ({
  [settings.model]: {
    ...{ asOf: '2026-11-01', input: 5 * factor, output: 25 * factor, cacheRead: 0.5 * factor },
  },
})

/** Two variants, of which the second is a tool loop. */
function sweepOf(): Pick<Sweep, 'variants' | 'cells'> {
  const tool = {
    id: 'look',
    definition: { name: 'look', input_schema: { type: 'object' as const } },
  }
  const looping = { ...settings, tools: [tool], loop: { ...settings.loop, mode: 'auto' as const } }
  const variants = [settings, looping].map((own) => ({
    ...{ conversationId: 'c', choice: {}, questionId: 'q', settings: own },
    ...{ withheld: [], maxTokens: null, account: null },
    estimate: estimateRun({ settings: own, body, fileTokens: 0, isSandbox: false }, priced(1)),
  }))
  return { variants, cells: cellsOf(2, 3) }
}

/** What the upstream has counted for the first answer of each variant. */
function counted(sweep: Pick<Sweep, 'variants' | 'cells'>, inTokens: number) {
  const facts = {
    ...{ state: 'complete' as const, firstToken: 1, total: 2, rate: 3, inTokens, outTokens: 4 },
    ...{ thinkingTokens: null, cost: 1, isSandbox: false, stopReason: 'end_turn' },
    stopSequence: null,
  }
  const cells = sweep.cells.map((cell) => (cell.repeat === 0 ? { ...cell, facts } : cell))
  return { ...sweep, cells }
}

test('Before anything is known of its answers a variant may come to what was estimated', () => {
  const sweep = sweepOf()
  expect(mostsNow(sweep, priced(1))).toEqual(sweep.variants.map(({ estimate }) => estimate.most))
})

test('By other prices it may come to another sum, and by none to what was estimated', () => {
  const sweep = sweepOf()
  const before = sweep.variants.map(({ estimate }) => estimate.most ?? 0)
  const now = mostsNow(sweep, priced(12))
  for (const [at, most] of before.entries()) expect(now[at]).toBeCloseTo(most * 12, 8)
  expect(mostsNow({ ...sweep, variants: sweep.variants.map(unpriced) }, {})).toEqual(before)
})

test('A prompt that the upstream counted as longer than the guess is that long from then on, but not that of a loop, whose steps are counted together', () => {
  const [plain = 0, loop = 0] = mostsNow(sweepOf(), priced(1)).map((most) => most ?? 0)
  const [longer, same] = mostsNow(counted(sweepOf(), 9000), priced(1))
  expect(longer).toBeCloseTo((9000 * 5 + 1000 * 25) / 1e6, 10)
  expect(longer).toBeGreaterThan(plain)
  expect(same).toBeCloseTo(loop, 10)
  // What is counted as shorter leaves the guess as it was: a cap is held by the longer of the two.
  expect(mostsNow(counted(sweepOf(), 10), priced(1))[0]).toBeCloseTo(plain, 10)
})

/** Its model is known to nobody any more. */
function unpriced(variant: Sweep['variants'][number]): Sweep['variants'][number] {
  const { basis, ...estimate } = variant.estimate
  if (basis === undefined) throw new Error('nothing was worked out')
  const unknown = { ...basis, priced: { ...basis.priced, model: 'no-such-model' } }
  return { ...variant, estimate: { ...estimate, basis: unknown } }
}
