import { describe, expect, it } from 'vitest'
import { type ChatSettings, NO_CHOICES, type Withholdable } from './conversation'
import { isVerified, judge, type Reason, refusalOf } from './judge'
import { modelFactsOf } from './model-facts'
import { findModel, type ModelInfo } from './models'

const PASSES = { withheld: [], maxTokens: null }

const base: ChatSettings = {
  upstream: 'sandbox',
  apiVersion: '2023-06-01',
  model: 'claude-sonnet-4-6',
  maxTokens: 4096,
  system: '',
  ...NO_CHOICES,
}

function reasonOf(field: Withholdable, over: Partial<ChatSettings>): Reason['code'] | null {
  const settings = { ...base, ...over }
  return refusalOf(field, settings, modelFactsOf(settings.model, undefined))?.code ?? null
}

const enabled = { thinkingType: 'enabled', budgetTokens: 2048 } as const
type Row = [Withholdable, Partial<ChatSettings>, Reason['code'] | null]

describe('what goes beside what', () => {
  it.each<Row>([
    ['temperature', { temperature: 0.5 }, null],
    ['temperature', { apiVersion: '2026-10-21' }, 'version'],
    ['topP', { apiVersion: '2026-10-21', model: 'claude-opus-5-5' }, 'version'],
    ['topK', { apiVersion: '2026-10-21', topK: 0 }, 'version'],
    ['temperature', { model: 'claude-opus-4-7' }, 'fixedSampling'],
    ['topP', { model: 'claude-mythos-preview' }, 'fixedSampling'],
    ['topK', { model: 'claude-haiku-5-5' }, 'fixedSampling'],
    ['topP', { temperature: 0.5, topP: 0.9 }, 'temperatureSet'],
    ['temperature', { temperature: 0.5, topP: 0.9 }, null],
    ['temperature', { topP: 0.9 }, 'topPSet'],
    ['temperature', { ...enabled }, 'thinkingOn'],
    ['topK', { ...enabled }, 'thinkingOn'],
    ['topK', { thinkingType: 'adaptive' }, 'thinkingOn'],
    ['topK', { thinkingType: 'disabled' }, null],
    ['topP', { ...enabled, topP: 0.94 }, 'thinkingRange'],
    ['topP', { ...enabled, topP: 0.95 }, null],
    // The temperature stays behind, so that nothing stands beside top_p.
    ['topP', { ...enabled, topP: 0.97, temperature: 0.5 }, null],
  ])('Sampling: %s with %j is refused for %s', (field, over, code) => {
    expect(reasonOf(field, over)).toBe(code)
  })

  it.each<Row>([
    ['thinkingType', {}, null],
    ['thinkingType', { thinkingType: 'adaptive' }, null],
    ['thinkingType', { thinkingType: 'between_tools' }, 'thinkingType'],
    ['thinkingType', { thinkingType: 'disabled', model: 'claude-opus-5-5' }, 'thinkingType'],
    ['thinkingType', { thinkingType: 'adaptive', model: 'claude-haiku-4-5' }, 'thinkingType'],
    ['thinkingType', { thinkingType: 'enabled' }, 'budgetMissing'],
    ['thinkingType', { ...enabled, budgetTokens: 1023 }, 'budgetTooSmall'],
    ['thinkingType', { ...enabled, maxTokens: 2048 }, 'budgetTooLarge'],
    ['budgetTokens', { ...enabled, maxTokens: 2048 }, 'budgetTooLarge'],
    ['budgetTokens', { ...enabled, maxTokens: 2049 }, null],
    ['budgetTokens', { budgetTokens: 2048 }, 'budgetType'],
    ['budgetTokens', { ...enabled, model: 'claude-opus-5-5' }, 'thinkingType'],
    ['thinkingDisplay', { thinkingDisplay: 'omitted' }, 'displayType'],
    ['thinkingDisplay', { thinkingType: 'disabled' }, 'displayType'],
    ['thinkingDisplay', { thinkingType: 'adaptive' }, null],
    ['thinkingDisplay', { ...enabled, budgetTokens: 1 }, 'budgetTooSmall'],
  ])('Thinking: %s with %j is refused for %s', (field, over, code) => {
    expect(reasonOf(field, over)).toBe(code)
  })

  it.each<Row>([
    ['effort', { effort: 'max' }, null],
    ['effort', { effort: 'xhigh' }, 'effortLevel'],
    ['effort', { effort: 'max', model: 'claude-opus-4-5' }, 'effortLevel'],
    ['effort', { model: 'claude-sonnet-4-5' }, 'effortModel'],
    ['effort', { effort: 'low', model: 'claude-haiku-4-5' }, 'effortModel'],
    ['effort', { effort: 'xhigh', model: 'claude-opus-5', thinkingType: 'disabled' }, 'effortOff'],
    ['effort', { effort: 'high', model: 'claude-opus-5', thinkingType: 'disabled' }, null],
    ['effort', { effort: 'max', model: 'claude-opus-4-8', thinkingType: 'disabled' }, null],
    // What does not go itself is in nobody's way.
    ['effort', { effort: 'max', model: 'claude-opus-5', thinkingType: 'between_tools' }, null],
    ['stopSequences', { stopSequences: ['END'] }, null],
    ['stopSequences', { stopSequences: ['END', ' \n'] }, 'blankStop'],
  ])('Effort and stops: %s with %j is refused for %s', (field, over, code) => {
    expect(reasonOf(field, over)).toBe(code)
  })
})

describe('a choice that forces a call', () => {
  const tools = [{ id: 'builtin:clock', definition: { name: 'clock' } }]
  const any = { tools, toolChoice: 'any' } as const
  const one = { tools, toolChoice: { tool: 'clock' } }
  const newest = { model: 'claude-opus-5-5' }
  it.each<Row>([
    ['toolChoice', { ...any }, null],
    ['toolChoice', { ...any, ...newest }, 'forcedModel'],
    ['toolChoice', { ...one, model: 'claude-sonnet-5-5' }, 'forcedModel'],
    ['toolChoice', { ...one, model: 'claude-haiku-5-5' }, null],
    ['toolChoice', { ...one, model: 'local-model' }, null],
    ['toolChoice', { ...one, ...enabled }, 'forcedThinking'],
    ['toolChoice', { ...any, thinkingType: 'adaptive' }, null],
    // The thinking stays behind, so that nothing stands beside the choice.
    ['toolChoice', { ...any, ...enabled, budgetTokens: 1 }, null],
    ['toolChoice', { tools, toolChoice: 'none', ...newest }, null],
    ['toolChoice', { tools, toolChoice: 'auto', ...newest }, null],
    ['toolChoice', { toolChoice: 'any', ...newest }, null],
  ])('%s with %j is refused for %s', (field, over, code) => {
    expect(reasonOf(field, over)).toBe(code)
  })
})

describe('what is known of a model', () => {
  const info = (capabilities: ModelInfo['capabilities']): ModelInfo => ({
    id: 'claude-opus-5-5',
    type: 'model',
    display_name: 'Opus',
    created_at: '',
    capabilities,
  })

  it('Item 66: What the upstream says of a capability overrules the table', () => {
    const types = { disabled: { supported: true }, adaptive: { supported: false } }
    const facts = modelFactsOf('claude-opus-5-5', info({ thinking: { supported: true, types } }))
    expect(facts.thinking).toMatchObject({ disabled: true, adaptive: false, enabled: false })
    const none = modelFactsOf('claude-opus-5-5', info({ effort: { supported: false } }))
    expect(Object.values(none.effort)).toEqual([false, false, false, false, false])
  })

  it('Item 66: A leaf that is missing or null is no answer: the table speaks', () => {
    const facts = modelFactsOf(
      'claude-opus-5-5',
      info({ effort: { supported: true, xhigh: null } }),
    )
    expect(facts.effort.xhigh).toBe(true)
  })

  it('Item 66: A model that nobody knows is refused nothing, and nothing of it is verified', () => {
    const facts = modelFactsOf('local-model', undefined)
    const settings = { ...base, model: 'local-model', temperature: 0.5, topP: 0.5, topK: 3 }
    expect(judge({ ...settings, effort: 'max', thinkingType: 'adaptive' }, [])).toEqual(PASSES)
    for (const field of ['temperature', 'thinkingType', 'effort'] as const) {
      expect(isVerified(field, facts)).toBe(false)
      expect(isVerified(field, modelFactsOf('claude-opus-5-5', undefined))).toBe(true)
    }
  })

  it('The default effort is medium on Opus 5.5 and Haiku 5.5, else high', () => {
    const of = (id: string) => modelFactsOf(id, undefined).defaultEffort
    expect([of('claude-opus-5-5'), of('claude-haiku-5-5')]).toEqual(['medium', 'medium'])
    expect([of('claude-sonnet-5-5'), of('claude-opus-4-5'), of('other')]).toEqual([
      'high',
      'high',
      null,
    ])
  })

  it('A value that nobody chose is never withheld', () => {
    expect(findModel('claude-opus-5-5')?.sampling).toBe('fixed')
    expect(judge({ ...base, model: 'claude-opus-5-5' }, undefined)).toEqual(PASSES)
    const chosen = { ...base, model: 'claude-opus-5-5', topK: 5 }
    expect(judge(chosen, undefined).withheld).toEqual(['topK'])
  })

  it('No more tokens go than the model writes, and what thinks within them is judged by that', () => {
    const models = [{ ...info({}), id: base.model, max_tokens: 8000 }]
    const of = (maxTokens: number) => judge({ ...base, maxTokens }, models).maxTokens
    expect([of(8000), of(8001), of(64_000)]).toEqual([null, 8000, 8000])
    const thinking = { thinkingType: 'enabled', budgetTokens: 10_000 } as const
    expect(judge({ ...base, ...thinking, maxTokens: 64_000 }, models).withheld).toContain(
      'budgetTokens',
    )
  })
})
