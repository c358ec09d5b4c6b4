import { expect, test } from 'vitest'
import type { Usage } from '@/lib/wire/types'
import { type Cost, type CostGap, costOfRun, costOfUsage, type Factor, totalOf } from './cost'
import type { Prices } from './prices'
import type { Run } from './run'

const M = 1_000_000
const usd = (cost: Cost | null) => (cost?.isKnown ? Number(cost.usd.toFixed(8)) : cost)

const write = (short: number, long: number) => ({
  cache_creation_input_tokens: short + long,
  cache_creation: { ephemeral_5m_input_tokens: short, ephemeral_1h_input_tokens: long },
})

/** Each row: a model, what it used (a million in, none out, unless said), what that costs, why. */
const KNOWN: [string, string, Usage, number, Factor[]][] = [
  ['Input at its rate', 'claude-opus-5-5', {}, 4, []],
  ['Output at its rate', 'claude-opus-5-5', { input_tokens: 0, output_tokens: M }, 20, []],
  ['A cache read at the rate shown', 'claude-opus-5-5', { cache_read_input_tokens: M }, 4.2, []],
  ['A cache write of 5 minutes at 1.25', 'claude-opus-5-5', write(M, 0), 9, []],
  ['A cache write of an hour at 2', 'claude-opus-5-5', write(0, M), 12, []],
  ['Both kinds of cache write', 'claude-opus-5-5', write(M, M), 17, []],
  ['The batch at half', 'claude-opus-5-5', { service_tier: 'batch' }, 2, ['batch']],
  ['The standard tier as it is', 'claude-opus-5-5', { service_tier: 'standard' }, 4, []],
  ['The US alone at 1.1 from 4.6 on', 'claude-sonnet-4-6', { inference_geo: 'us' }, 3.3, ['us']],
  ['The US alone as ever before 4.6', 'claude-haiku-4-5', { inference_geo: 'us' }, 1, []],
  ['Anywhere as it is', 'claude-opus-5-5', { inference_geo: 'global' }, 4, []],
  [
    'The US and the batch together',
    'claude-opus-5-5',
    { inference_geo: 'us', service_tier: 'batch' },
    2.2,
    ['us', 'batch'],
  ],
  ['A prompt up to the limit', 'claude-haiku-5-5', { input_tokens: 100_000 }, 0.01, []],
  [
    'A prompt above the limit',
    'claude-haiku-5-5',
    { input_tokens: 100_001, output_tokens: M },
    2.5500005,
    ['longPrompt'],
  ],
  [
    'A prompt above the limit by what is cached',
    'claude-haiku-5-5',
    { input_tokens: 1, cache_read_input_tokens: 100_000 },
    0.0050005,
    ['longPrompt'],
  ],
  ['A search not made', 'claude-opus-5-5', { server_tool_use: null }, 4, []],
]

test.each(KNOWN)('%s counts by the table', (_, model, usage, expected, factors) => {
  const cost = costOfUsage(model, { input_tokens: M, output_tokens: 0, ...usage }, {})
  expect(usd(cost)).toBe(expected)
  expect(cost.isKnown && cost.factors).toEqual(factors)
})

const GAPS: [CostGap, string, Usage][] = [
  ['noPrice', 'claude-haiku-4-20250514', {}],
  ['noPrice', 'claude-mythos-preview', {}],
  ['noPrice', 'some-local-model', {}],
  ['noPrice', '__proto__', {}],
  ['noUsage', 'claude-opus-5-5', { output_tokens: null }],
  ['noUsage', 'claude-opus-5-5', { input_tokens: null }],
  ['noCacheRead', 'claude-mythos-5-2', { cache_read_input_tokens: 1 }],
  ['cacheTtl', 'claude-opus-5-5', { cache_creation_input_tokens: 10 }],
  ['fast', 'claude-opus-5-5', { speed: 'fast' }],
  ['tier', 'claude-opus-5-5', { service_tier: 'priority' }],
  ['geo', 'claude-opus-5-5', { inference_geo: 'eu' }],
  [
    'serverTools',
    'claude-opus-5-5',
    { server_tool_use: { web_search_requests: 1, web_fetch_requests: 0 } },
  ],
  ['iterations', 'claude-opus-5-5', { iterations: [{}, {}] }],
]

test.each(GAPS)('A cost is unknown, never guessed, for %s (%s)', (gap, model, usage) => {
  const used = { input_tokens: M, output_tokens: 1, ...usage }
  expect(costOfUsage(model, used, {})).toEqual({ isKnown: false, gap })
})

const own: Prices = {
  'claude-opus-5-5': { asOf: '2026-11-01', input: 1, output: 2, cacheRead: 0.5 },
  'some-local-model': { asOf: '2026-11-01', input: 3, output: 6, cacheRead: null },
}

test('A price of one’s own goes before the built-in one, and gives a price to what had none', () => {
  const used = { input_tokens: M, output_tokens: M }
  expect(usd(costOfUsage('claude-opus-5-5', used, own))).toBe(3)
  const cost = costOfUsage('some-local-model', used, own)
  expect(usd(cost)).toBe(9)
  expect(cost.isKnown && cost.price.source).toBe('yours')
  const inUs = { ...used, inference_geo: 'us' }
  expect(costOfUsage('some-local-model', inUs, own)).toEqual({ isKnown: false, gap: 'geo' })
})

const run = (over: Partial<Run>, usage: Usage = {}, message = {}): Run => ({
  id: 'r',
  source: 'chat',
  conversationId: null,
  messageId: null,
  upstream: 'claude',
  path: '/v1/messages',
  client: null,
  keyId: null,
  upstreamKeyId: null,
  replayOf: null,
  isSandbox: false,
  model: 'claude-opus-5-5',
  apiVersion: '2023-06-01',
  contextKey: null,
  settings: null,
  status: 'complete',
  httpStatus: 200,
  requestId: null,
  retries: [],
  error: null,
  message: {
    id: 'm',
    type: 'message',
    role: 'assistant',
    model: 'claude-opus-5-5',
    content: [{ type: 'text', text: 'x' }],
    stop_reason: 'end_turn',
    stop_sequence: null,
    usage: { input_tokens: 1000, output_tokens: 100, ...usage },
    ...message,
  },
  timing: { firstEvent: 1, firstToken: 2, total: 3, blocks: [] },
  createdAt: 1,
  endedAt: 2,
  ...over,
})

/** Asked for, answered by, and what a million tokens in then cost; null = unknown. */
const ANSWERED: [string, string, number | null][] = [
  ['claude-opus-4-5', 'claude-opus-4-5-20251101', 5],
  ['claude-sonnet-5-5', 'claude-sonnet-5-5-20260928', 2],
  ['claude-sonnet-5', 'claude-opus-5-5', 1],
  ['claude-sonnet-5', 'claude-sonnet-5-9', null],
  ['some-local-model', 'llama', 3],
  ['claude-opus-5-5', '', 1],
]

test.each(ANSWERED)('Asked of %s and answered by "%s", the price is of what answered', (...row) => {
  const [model, answered, expected] = row
  const one = run({ model }, { input_tokens: M, output_tokens: 0 }, { model: answered })
  const cost = costOfRun(one, own)
  expect(cost?.isKnown ? cost.usd : null).toBe(expected)
})

test('What ended before it was counted has no known cost; what never began has none at all', () => {
  const unfinished = { isKnown: false, gap: 'unfinished' }
  expect(costOfRun(run({ status: 'stopped' }, {}, { stop_reason: null }), {})).toEqual(unfinished)
  expect(costOfRun(run({ status: 'stopped', message: null }), {})).toEqual(unfinished)
  expect(costOfRun(run({ status: 'failed', message: null }), {})).toBeNull()
})

test('A refusal before any output is not billed', () => {
  const refused = run({}, {}, { stop_reason: 'refusal', content: [] })
  expect(costOfRun(refused, {})).toMatchObject({ isKnown: true, usd: 0, isUnbilled: true })
  const later = run({}, {}, { stop_reason: 'refusal' })
  expect(usd(costOfRun(later, {}))).toBe(0.006)
})

test('A total adds what is known, counts what is not, and leaves the sandbox and what runs out', () => {
  const runs = [
    run({}),
    run({}, { cache_read_input_tokens: 400 }),
    run({}, { speed: 'fast' }),
    run({ isSandbox: true }),
    run({ status: 'failed', message: null }),
    run({ status: 'streaming', endedAt: null }),
  ]
  const total = totalOf(runs, {})
  expect({ ...total, usd: Number(total.usd.toFixed(6)) }).toEqual({
    tokens: 3700,
    isEstimate: false,
    usd: 0.01208,
    unknown: 1,
    runs: 3,
    sandboxRuns: 1,
  })
})

test('A conversation of the sandbox alone shows its tokens and no cost', () => {
  const total = totalOf([run({ isSandbox: true }), run({ isSandbox: true })], {})
  expect(total).toEqual({
    tokens: 2200,
    isEstimate: false,
    usd: 0,
    unknown: 0,
    runs: 0,
    sandboxRuns: 2,
  })
})

test('An answer that was never counted goes into the total by its length, which is then an estimate', () => {
  const whole = run({ isSandbox: true })
  const message = whole.message && {
    ...whole.message,
    content: [{ type: 'text', text: 'word '.repeat(80) }],
    stop_reason: null,
    usage: { input_tokens: 23, output_tokens: 1 },
  }
  const total = totalOf([{ ...whole, status: 'stopped', message }], {})
  expect(total).toMatchObject({ tokens: 123, isEstimate: true })
})
