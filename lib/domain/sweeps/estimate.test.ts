import { expect, test } from 'vitest'
import { type ChatSettings, NO_CHOICES } from '../conversation'
import { isServerToolId } from '../server-tools'
import { capFlaw, estimateRun, estimateSweep } from './estimate'

const SETTINGS: ChatSettings = {
  ...{ upstream: 'anthropic', apiVersion: '2023-06-01', model: 'claude-opus-5-5', maxTokens: 1000 },
  system: '',
  ...NO_CHOICES,
}
const PRICES = {
  'claude-opus-5-5': { asOf: '2026-11-01', input: 5, output: 25, cacheRead: 0.5 },
}

/** Of what stands around the turns, USD. */
const AROUND = 32 * 5e-6

/** The estimate of a question of 4000 characters: a thousand tokens. */
function estimate(settings = SETTINGS, fileTokens: number | null = 0, isSandbox = false) {
  const messages = [{ role: 'user' as const, content: 'word'.repeat(1000) }]
  const served = settings.tools.filter(({ id }) => isServerToolId(id))
  const tools = served.map(({ definition }) => definition)
  const body = { model: settings.model, max_tokens: settings.maxTokens, messages }
  const speed = settings.speed === null ? {} : { speed: settings.speed }
  const { cacheTtl: ttl } = settings
  const cache = ttl === null ? {} : { cache_control: { type: 'ephemeral', ttl } }
  const sent = { ...body, ...speed, ...cache, ...(tools.length === 0 ? {} : { tools }) }
  return estimateRun({ settings, body: sent, fileTokens, isSandbox }, PRICES)
}

test('A run costs at least its prompt, and at most twice that and what stands around it, and the longest answer', () => {
  const { inputTokens, least, most } = estimate()
  expect(inputTokens).toBe(1000)
  expect(least).toBeCloseTo(0.005, 10)
  expect(most).toBeCloseTo(0.01 + AROUND + 0.025, 10)
})

test('Where it may be written to the cache the prompt costs at most twice as much', () => {
  expect(estimate({ ...SETTINGS, cacheTtl: '1h' }).most).toBeCloseTo(
    2 * (0.01 + AROUND) + 0.025,
    10,
  )
})

const LOOKER = { name: 'look', input_schema: { type: 'object' as const } }
const TOOLS = [{ id: '019ad000-0000-7000-8000-000000000000', definition: LOOKER }]
const LOOP = { mode: 'auto' as const, maxSteps: 3, budget: null }

test('Each step of a tool loop sends again the answers before it, and results as long as they', () => {
  const most = (maxSteps: number) =>
    estimate({ ...SETTINGS, tools: TOOLS, loop: { ...LOOP, maxSteps } }).most
  expect(most(1)).toBeCloseTo(0.035 + AROUND, 10)
  expect(most(3)).toBeCloseTo(0.035 + 0.045 + 0.055 + 3 * AROUND, 10)
  expect(most(10)).toBeCloseTo(10 * (0.035 + AROUND) + 45 * 0.01, 10)
})

test('No step of a tool loop sends more than the context of its model holds', () => {
  const long = { ...SETTINGS, tools: TOOLS, maxTokens: 100_000, loop: { ...LOOP, maxSteps: 100 } }
  // 0.01 + 2 × 0.2 × 5 steps, then 1,000,000 tokens in each.
  const prompts = [0.01, 1.01, 2.01, 3.01, 4.01, ...Array<number>(95).fill(5)]
  expect(estimate(long).most).toBeCloseTo(
    prompts.reduce((sum, usd) => sum + usd, 250 + 5 * AROUND),
    8,
  )
})

test('A tool loop with a budget costs at most that, and the step that goes over it', () => {
  const loop = { ...LOOP, budget: 0.05 }
  expect(estimate({ ...SETTINGS, tools: TOOLS, loop }).most).toBeCloseTo(0.05 + 0.055 + AROUND, 10)
  const ample = { ...LOOP, budget: 1 }
  expect(estimate({ ...SETTINGS, tools: TOOLS, loop: ample }).most).toBeCloseTo(
    0.135 + 3 * AROUND,
    10,
  )
})

test('Nobody knows what a run with tools that the upstream runs costs at most: they have fees of their own', () => {
  const definition = { type: 'web_search_20260318', name: 'web_search' }
  const tools = [{ id: 'server:web_search', definition }]
  expect(estimate({ ...SETTINGS, tools })).toMatchObject({ least: expect.any(Number), most: null })
})

test('Nobody knows what a model without a price costs, nor fast mode, nor files of unknown length', () => {
  expect(estimate({ ...SETTINGS, model: 'no-such-model' })).toMatchObject({ most: null })
  expect(estimate({ ...SETTINGS, speed: 'fast' })).toMatchObject({ least: null, most: null })
  expect(estimate(SETTINGS, null)).toMatchObject({ inputTokens: 1000, least: null, most: null })
})

test('What a patch of the request makes dearer costs more, and what it makes nobody know the price of is unknown', () => {
  const messages = [{ role: 'user' as const, content: 'word'.repeat(1000) }]
  const patched = (fields: Record<string, unknown>) => {
    const body = { model: SETTINGS.model, max_tokens: SETTINGS.maxTokens, messages, ...fields }
    return estimateRun({ settings: SETTINGS, body, fileTokens: 0, isSandbox: false }, PRICES).most
  }
  expect(patched({ inference_geo: 'us' })).toBeCloseTo((0.035 + AROUND) * 1.1, 10)
  expect(patched({ service_tier: 'auto' })).toBeCloseTo(0.035 + AROUND, 10)
  expect(patched({ service_tier: 'standard_only' })).toBeCloseTo(0.035 + AROUND, 10)
  for (const fields of [{ speed: 'fast' }, { inference_geo: 'mars' }, { service_tier: 'turbo' }]) {
    expect(patched(fields)).toBeNull()
  }
})

test('Whatever of a request is marked to be cached, by whatever put it there, may be written to the cache', () => {
  const cache_control = { type: 'ephemeral' }
  const said = { type: 'text', text: 'word'.repeat(1000), cache_control }
  const marked = { messages: [{ role: 'user' as const, content: [said] }] }
  const result = { type: 'tool_result', tool_use_id: 'toolu_1', content: [said] }
  const brought = { messages: [{ role: 'user' as const, content: [result] }] }
  const look = { ...LOOKER, cache_control }
  const plain = { messages: [{ role: 'user' as const, content: said.text }] }
  const base = { model: SETTINGS.model, max_tokens: SETTINGS.maxTokens }
  for (const fields of [
    { ...plain, cache_control },
    { ...plain, tools: [look] },
    marked,
    brought,
  ]) {
    const body = { ...base, ...fields }
    const run = estimateRun({ settings: SETTINGS, body, fileTokens: 0, isSandbox: false }, PRICES)
    expect(run.most).toBeCloseTo((2 * run.inputTokens * 10) / 1e6 + 2 * AROUND + 0.025, 10)
  }
})

test('The sandbox costs nothing', () => {
  expect(estimate({ ...SETTINGS, model: 'any' }, 0, true)).toMatchObject({ least: 0, most: 0 })
})

test('A sweep costs what its runs do, as often as they are repeated, and is unknown where one is', () => {
  const runs = [
    { inputTokens: 1, least: 1, most: 2 },
    { inputTokens: 1, least: 3, most: 4 },
  ]
  expect(estimateSweep(runs, { repeats: 5 })).toEqual({ runs: 10, least: 20, most: 30 })
  const unknown = [...runs, { inputTokens: 1, least: 0, most: null }]
  expect(estimateSweep(unknown, { repeats: 5 })).toEqual({ runs: 15, least: 20, most: null })
})

test('What costs something needs a cap, what costs nothing none, and the unknown can have none', () => {
  expect(capFlaw(null, { most: 0.01 })).toBe('missing')
  expect(capFlaw(0, { most: 0.01 })).toBeNull()
  expect(capFlaw(null, { most: 0 })).toBeNull()
  expect(capFlaw(null, { most: null })).toBeNull()
  expect(capFlaw(1, { most: null })).toBe('unheld')
})
