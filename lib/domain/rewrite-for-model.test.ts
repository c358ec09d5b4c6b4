import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { API_VERSIONS, type ChatSettings, NO_CHOICES, THINKING_DISPLAYS } from './conversation'
import { judge } from './judge'
import { modelInfo } from './models-info'
import { EFFORT_LEVELS, THINKING_TYPES } from './models-row'
import { MODEL_TABLE } from './models-table'
import { rewriteForModel } from './rewrite-for-model'
import { lacksServerTool, modelWithTool, SERVER_TOOLS } from './server-tools'

const models = MODEL_TABLE.map(modelInfo)
const base: ChatSettings = {
  upstream: 'sandbox',
  apiVersion: '2023-06-01',
  model: 'claude-sonnet-4-5-20250929',
  maxTokens: 4096,
  system: '',
  ...NO_CHOICES,
}
const maybe = <T>(some: fc.Arbitrary<T>) => fc.option(some, { nil: null })
const anySettings = fc.record({
  apiVersion: fc.constantFrom(...API_VERSIONS),
  maxTokens: fc.constantFrom(1, 2048, 64_000, 1_000_000),
  temperature: maybe(fc.constantFrom(0, 1)),
  topP: maybe(fc.constantFrom(0.5, 0.95)),
  topK: maybe(fc.constant(5)),
  thinkingType: maybe(fc.constantFrom(...THINKING_TYPES)),
  budgetTokens: maybe(fc.constantFrom(1, 1024, 100_000)),
  thinkingDisplay: maybe(fc.constantFrom(...THINKING_DISPLAYS)),
  effort: maybe(fc.constantFrom(...EFFORT_LEVELS)),
  stopSequences: fc.constantFrom<string[][]>([], ['x'], [' ']),
  prefill: fc.constantFrom('', 'Well,'),
  outputSchema: maybe(fc.constant({ type: 'object' })),
})

describe('a request rewritten for another model', () => {
  it('Puts thinking by a budget as the newer model takes it, and leaves out what it does not have', () => {
    const old: ChatSettings = {
      ...base,
      thinkingType: 'enabled',
      budgetTokens: 2048,
      topP: 0.95,
      speed: 'fast',
    }
    expect(rewriteForModel(old, 'claude-opus-5-5', models)).toEqual({
      ...old,
      model: 'claude-opus-5-5',
      thinkingType: 'adaptive',
      budgetTokens: null,
      topP: null,
    })
    expect(rewriteForModel(old, 'claude-sonnet-4-6', models)).toMatchObject({ speed: null })
  })

  it('Nothing of it is refused there, whatever was set', () => {
    const ids = MODEL_TABLE.map(({ id }) => id)
    // A failure prints its seed.
    fc.assert(
      fc.property(anySettings, fc.constantFrom(...ids), (over, model) => {
        const rewritten = rewriteForModel({ ...base, ...over }, model, models)
        expect(judge(rewritten, models)).toEqual({ withheld: [], maxTokens: null })
      }),
      { numRuns: 2000 },
    )
  })

  it('A model that nobody knows gets the request as it is', () => {
    const set = { ...base, temperature: 0.3, speed: 'fast' as const }
    expect(rewriteForModel(set, 'new-model', models)).toEqual({ ...set, model: 'new-model' })
  })

  it('A tool of the upstream that the model is known not to have is left out, and the panel says of no other that it is missing', () => {
    const offering = (id: string, all: boolean, search: boolean) => {
      const web_search = { supported: search }
      return models
        .filter((model) => model.id === id)
        .map((model) => ({
          ...model,
          capabilities: { server_tools: { supported: all, web_search } },
        }))
    }
    const listed = [
      ...offering('claude-haiku-4-5-20251001', false, false),
      ...offering('claude-opus-5-5', true, false),
      ...offering('claude-sonnet-4-6', true, true),
      ...models.filter(({ id }) => id === 'claude-sonnet-4-5-20250929'),
    ]
    const tools = SERVER_TOOLS.map(({ id, definition }) => ({ id, definition }))
    const [search] = tools
    const kept = listed.map((info) => {
      const { tools: left } = rewriteForModel({ ...base, tools }, info.id, listed)
      expect(left).toEqual(tools.filter(({ id }) => !lacksServerTool(info, id)))
      return left.length
    })
    expect(kept).toEqual([0, 2, 3, 3])
    expect(modelWithTool(search?.id ?? '', listed)?.id).toBe('claude-sonnet-4-6')
  })
})
