import { expect, test } from 'vitest'
import { newRun } from '../new-run'
import type { Run } from '../run'
import { type Facts, factsOf, ranksOf } from './facts'

function run(patch: Partial<Run>): Run {
  const timing = {
    firstEvent: 50,
    firstToken: 100,
    total: 1100,
    blocks: [{ start: 100, end: 1100 }],
  }
  return {
    ...newRun({
      ...{ id: 'r', source: 'chat', upstream: 'anthropic', isSandbox: false },
      ...{ model: 'claude-opus-5-5', apiVersion: '2023-06-01', status: 'complete' },
    }),
    timing,
    message: {
      ...{ id: 'm', type: 'message', role: 'assistant', model: 'claude-opus-5-5', content: [] },
      ...{ stop_reason: 'end_turn', stop_sequence: null },
      usage: {
        ...{ input_tokens: 10, cache_read_input_tokens: 5, output_tokens: 20 },
        output_tokens_details: { thinking_tokens: 4 },
      },
    },
    ...patch,
  }
}

test('The figures of one answer are those of its run', () => {
  expect(factsOf([run({})], {})).toMatchObject({
    ...{ state: 'complete', firstToken: 100, total: 1100, rate: 20 },
    ...{ inTokens: 15, outTokens: 20, thinkingTokens: 4, stopReason: 'end_turn' },
    stopSequence: null,
  })
  expect(factsOf([run({})], {})?.cost).toBeGreaterThan(0)
})

test('The figures of a tool loop are the sums of its runs, over the time from its first request to its last end', () => {
  const facts = factsOf([run({ createdAt: 1000 }), run({ createdAt: 4000 })], {})
  expect(facts).toMatchObject({ inTokens: 30, outTokens: 40, thinkingTokens: 8, total: 4100 })
  expect(facts?.rate).toBeCloseTo(20)
  expect(facts?.cost).toBeCloseTo(2 * (factsOf([run({})], {})?.cost ?? 0))
})

test('What was broken off has counted its prompt and nothing that it wrote', () => {
  const cut = run({ status: 'stopped' })
  const message = cut.message === null ? null : { ...cut.message, stop_reason: null }
  expect(factsOf([{ ...cut, message }], {})).toMatchObject({
    ...{ state: 'stopped', inTokens: 15, outTokens: null, thinkingTokens: null, rate: null },
    cost: null,
    outEstimate: null,
  })
  const content = [{ type: 'text', text: 'Four by four.' }]
  const told = message === null ? null : { ...message, content }
  expect(factsOf([{ ...cut, message: told }], {})).toMatchObject({
    outTokens: null,
    outEstimate: 4,
  })
  // Of a loop, what was counted counts.
  expect(factsOf([run({}), { ...cut, message: told }], {})?.outEstimate).toBe(24)
  expect(factsOf([{ ...cut, status: 'streaming', message: told }], {})?.outEstimate).toBeNull()
  expect(factsOf([run({})], {})?.outEstimate).toBeNull()
})

test('An upstream that says why it ends in mid-stream has failed, and a stream that just ends was cut off', () => {
  const error = { type: 'overloaded_error', message: 'Busy', httpStatus: null, requestId: null }
  const ended = (patch: Partial<Run>) => factsOf([run({ status: 'interrupted', ...patch })], {})
  expect(ended({ error: { ...error, origin: 'upstream' } })).toMatchObject({
    ...{ state: 'failed', httpStatus: null },
  })
  expect(ended({ error: { ...error, origin: 'parley', fault: 'cut' } })?.state).toBe('interrupted')
  const refused = { ...error, origin: 'upstream' as const, httpStatus: 529 }
  expect(ended({ status: 'failed', error: refused })).toMatchObject({
    ...{ state: 'failed', httpStatus: 529 },
  })
})

test('Thinking that the upstream did not count is unknown, and none where there is none', () => {
  const { message } = run({})
  const thinkingOf = (...types: string[]) => {
    const content = types.map((type) => ({ type }))
    const usage = { input_tokens: 10, output_tokens: 20 }
    return factsOf([run({ message: message && { ...message, content, usage } })], {})
      ?.thinkingTokens
  }
  expect(thinkingOf('text')).toBe(0)
  expect(thinkingOf('thinking', 'text')).toBeNull()
  expect(thinkingOf('redacted_thinking', 'text')).toBeNull()
})

test('A cost of which a part is unknown is unknown, and that of the sandbox is nothing', () => {
  expect(
    factsOf([run({}), run({ model: 'unheard-of', message: null, status: 'interrupted' })], {})
      ?.cost,
  ).toBeNull()
  expect(factsOf([run({ isSandbox: true })], {})?.cost).toBe(0)
})

const facts = (patch: Partial<Facts>): Facts => ({
  ...{ state: 'complete', firstToken: 1, total: 1, rate: 1, cost: 1 },
  ...{ inTokens: 1, outTokens: 1, thinkingTokens: 0, isSandbox: false, stopReason: 'end_turn' },
  ...{ stopSequence: null, outEstimate: null, httpStatus: null },
  ...patch,
})

test('The least time and cost and the highest rate are best, and equal values share a rank', () => {
  const ranks = ranksOf([
    facts({ total: 3, rate: 60 }),
    facts({ total: 2, rate: 80 }),
    facts({ total: 2, rate: 190 }),
  ])
  expect(ranks.map(({ total }) => total)).toEqual(['worst', 'best', 'best'])
  expect(ranks.map(({ rate }) => rate)).toEqual(['worst', null, 'best'])
  expect(ranks.map(({ cost }) => cost)).toEqual([null, null, null])
})

test('Figures that read the same share a rank, and have none where all do', () => {
  // 2.0 s, 2.0 s and 2.1 s; 79.9 each; $0.0002, $0.0002 and $0.0003.
  const ranks = ranksOf([
    facts({ total: 1951, rate: 79.86, cost: 0.000_16 }),
    facts({ total: 2049, rate: 79.94, cost: 0.000_24 }),
    facts({ total: 2051, rate: 79.9, cost: 0.000_26 }),
  ])
  expect(ranks.map(({ total }) => total)).toEqual(['best', 'best', 'worst'])
  expect(ranks.map(({ rate }) => rate)).toEqual([null, null, null])
  expect(ranks.map(({ cost }) => cost)).toEqual(['best', 'best', 'worst'])
})

test('None is ranked while one arrives, one that failed, was refused or may go on never, and no cost of the sandbox', () => {
  const open = ranksOf([facts({ total: 3 }), facts({ total: 2 }), facts({ state: 'live' })])
  expect(open.every(({ total }) => total === null)).toBe(true)
  const failed = ranksOf([
    facts({ total: 3 }),
    facts({ total: 2 }),
    facts({ state: 'failed', total: 1 }),
  ])
  expect(failed.map(({ total }) => total)).toEqual(['worst', 'best', null])
  const refused = ranksOf([
    facts({ total: 3 }),
    facts({ total: 2 }),
    facts({ total: 1, stopReason: 'refusal' }),
  ])
  expect(refused.map(({ total }) => total)).toEqual(['worst', 'best', null])
  for (const stopReason of ['tool_use', 'pause_turn']) {
    const half = ranksOf([
      facts({ total: 3 }),
      facts({ total: 2 }),
      facts({ total: 1, cost: 0.1, rate: 9, stopReason }),
    ])
    expect(half.map(({ total }) => total)).toEqual(['worst', 'best', null])
    expect(half.map(({ cost, rate }) => [cost, rate])).toEqual(half.map(() => [null, null]))
  }
  const free = ranksOf([facts({ cost: 0, isSandbox: true }), facts({ cost: 2 })])
  expect(free.map(({ cost }) => cost)).toEqual([null, null])
})
