import { expect, test } from 'vitest'
import type { Facts } from './facts'
import { sumFacts } from './sums'

const facts = (patch: Partial<Facts> = {}): Facts => ({
  ...{ state: 'complete', firstToken: 1, total: 1, rate: 1, cost: 1 },
  ...{ inTokens: 10, outTokens: 5, thinkingTokens: 2, isSandbox: false, stopReason: 'end_turn' },
  stopSequence: null,
  outEstimate: null,
  httpStatus: null,
  ...patch,
})

const NO_COUNTS = { inTokens: null, outTokens: null, thinkingTokens: null }

test('A count that cannot be told is not added as nothing: the sum says of how many answers it is missing', () => {
  const cut = facts({ state: 'failed', outTokens: null, thinkingTokens: null, cost: null })
  expect(sumFacts([facts(), cut, null])).toMatchObject({
    ...{ inTokens: 20, outTokens: 5, thinkingTokens: 2 },
    uncounted: { inTokens: 0, outTokens: 1, thinkingTokens: 1 },
  })
  expect(sumFacts([facts({ thinkingTokens: null })])).toMatchObject({
    ...{ inTokens: 10, outTokens: 5, thinkingTokens: null },
    uncounted: { inTokens: 0, outTokens: 0, thinkingTokens: 1 },
  })
})

test('What was refused before it was answered, and what was not asked, are missing from no sum', () => {
  const refused = facts({ state: 'failed', ...NO_COUNTS, cost: 0 })
  const uncounted = { inTokens: 0, outTokens: 0, thinkingTokens: 0 }
  expect(sumFacts([facts(), refused])).toMatchObject({ inTokens: 10, uncounted })
  expect(sumFacts([null, refused])).toMatchObject({ inTokens: 0, thinkingTokens: 0, uncounted })
})
