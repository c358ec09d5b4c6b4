import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { API_VERSIONS, type ChatSettings, NO_CHOICES, WITHHOLDABLE } from './conversation'
import { refusalOf } from './judge'
import { modelFactsOf } from './model-facts'
import { modelInfo } from './models-info'
import { EFFORT_LEVELS, THINKING_TYPES } from './models-row'
import { MODEL_TABLE } from './models-table'
import { findOffers, type Offer } from './offers'

const models = MODEL_TABLE.map(modelInfo)
const base: ChatSettings = {
  upstream: 'sandbox',
  apiVersion: '2023-06-01',
  model: 'claude-opus-5-5',
  maxTokens: 4096,
  system: '',
  ...NO_CHOICES,
}
const CLOCK = { id: 'builtin:clock', definition: { name: 'clock' } }
const offers = (field: (typeof WITHHOLDABLE)[number], over: Partial<ChatSettings>) =>
  findOffers(field, { ...base, ...over }, models)
const kinds = (offer: Offer | undefined) => offer?.steps.map(({ kind }) => kind)

describe('what is offered where a parameter does not go', () => {
  it('A temperature on a model that fixes it: the newest living model that lets one set it', () => {
    expect(offers('temperature', { temperature: 0.5 })).toEqual([
      {
        steps: [{ kind: 'model', model: 'Sonnet 4.6' }],
        patch: { model: 'claude-sonnet-4-6' },
      },
    ])
  })

  it('What stands behind each other is done away with in one click', () => {
    const [offer] = offers('temperature', {
      apiVersion: '2026-10-21',
      thinkingType: 'adaptive',
      temperature: 0.5,
    })
    expect(kinds(offer)).toEqual(['version', 'model', 'thinkingOff'])
    expect(offer?.patch).toEqual({
      apiVersion: '2023-06-01',
      model: 'claude-sonnet-4-6',
      thinkingType: 'disabled',
    })
  })

  it('Another model’s own limit of tokens is what a budget must stay below', () => {
    const free = models.filter(({ id }) => id === 'claude-opus-5-5' || id.includes('haiku-4-5'))
    const settings = { thinkingType: 'enabled', budgetTokens: 80_000, maxTokens: 100_000 } as const
    const patches = findOffers('thinkingType', { ...base, ...settings }, free).map(
      ({ patch }) => patch,
    )
    const model = 'claude-haiku-4-5-20251001'
    expect(patches).toContainEqual({ model, budgetTokens: 32_000 })
  })

  it('top_p in the place of temperature, thinking off or 0.95, effort at the nearest level', () => {
    const model = 'claude-sonnet-4-6'
    const [instead] = offers('topP', { model, temperature: 0.5, topP: 0.5 })
    expect(instead).toEqual({
      steps: [{ kind: 'instead', name: 'top_p' }],
      patch: { temperature: null },
    })
    const thinking = { model, thinkingType: 'adaptive', topP: 0.5 } as const
    expect(offers('topP', thinking).map(({ patch }) => patch)).toEqual([
      { thinkingType: 'disabled' },
      { topP: 0.95 },
    ])
    const [level] = offers('effort', { model, effort: 'xhigh' })
    expect(level?.patch).toEqual({ effort: 'high' })
  })

  it('A forced call: the newest model that takes one, or thinking that does not count its tokens', () => {
    const forced = { tools: [CLOCK], toolChoice: 'any' as const }
    expect(offers('toolChoice', forced).map(({ patch }) => patch)).toEqual([
      { model: 'claude-haiku-5-5' },
    ])
    const thinking = { thinkingType: 'enabled', budgetTokens: 2048 } as const
    const both = offers('toolChoice', { ...forced, ...thinking, model: 'claude-sonnet-4-6' })
    expect(both.map(({ patch }) => patch)).toEqual([
      { thinkingType: 'adaptive' },
      { thinkingType: 'disabled' },
    ])
  })

  it('With no model that takes it there is nothing to offer', () => {
    const own = models.filter(({ id }) => id === 'claude-opus-5-5')
    expect(findOffers('temperature', { ...base, temperature: 0.5 }, own)).toEqual([])
  })

  it('Every offer does what it says: with its patch the parameter goes', () => {
    const nullable = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null })
    const anySettings = fc.record({
      apiVersion: fc.constantFrom(...API_VERSIONS),
      model: fc.constantFrom(...MODEL_TABLE.map(({ id }) => id)),
      maxTokens: fc.constantFrom(1, 1024, 4096, 32_000),
      temperature: nullable(fc.constantFrom(0, 0.5, 1)),
      topP: nullable(fc.constantFrom(0.5, 0.95)),
      topK: nullable(fc.constantFrom(0, 40)),
      stopSequences: fc.constantFrom<string[]>([], ['END'], [' ']),
      thinkingType: nullable(fc.constantFrom(...THINKING_TYPES)),
      budgetTokens: nullable(fc.constantFrom(1, 1024, 31_999, 900_000)),
      thinkingDisplay: nullable(fc.constantFrom('summarized' as const, 'omitted' as const)),
      effort: nullable(fc.constantFrom(...EFFORT_LEVELS)),
      tools: fc.constant<ChatSettings['tools']>([CLOCK]),
      toolChoice: nullable(fc.constantFrom('any' as const, { tool: 'clock' })),
    })
    let offered = 0
    const law = fc.property(anySettings, fc.constantFrom(...WITHHOLDABLE), (over, field) => {
      const settings: ChatSettings = { ...base, ...over }
      for (const { patch } of findOffers(field, settings, models)) {
        const next = { ...settings, ...patch }
        const info = models.find(({ id }) => id === next.model)
        expect(refusalOf(field, next, modelFactsOf(next.model, info))).toBeNull()
        offered++
      }
    })
    // A failure prints its seed.
    fc.assert(law, { numRuns: 3000 })
    expect(offered).toBeGreaterThan(500)
  })
})
