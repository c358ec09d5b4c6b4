import { describe, expect, it } from 'vitest'
import { type ChatSettings, NO_CHOICES } from './conversation'
import type { ModelInfo } from './models'
import { applyPreset, isSameSettings, NOTHING_GONE, upstreamOf } from './preset'

const settings: ChatSettings = {
  upstream: 'work',
  apiVersion: '2026-10-21',
  model: 'claude-opus-4-1',
  maxTokens: 30_000,
  system: 'Sort.',
  ...NO_CHOICES,
  effort: 'low',
}
const model = (id: string, maxTokens?: number): ModelInfo => ({
  id,
  type: 'model',
  display_name: id,
  created_at: '2026-01-01T00:00:00Z',
  ...(maxTokens === undefined ? {} : { max_tokens: maxTokens }),
})

describe('a preset, applied', () => {
  it('Is the panel as it was kept while everything of it is there', () => {
    const applied = applyPreset({ settings }, 'work', [model('claude-opus-4-1')], { model: null })
    expect(applied).toEqual({ settings, gone: NOTHING_GONE })
  })

  it('Whose model is gone takes the one in the panel, or the default one, and keeps the rest', () => {
    const models = [model('a', 8000), model('claude-opus-5-5', 9000)]
    const kept = applyPreset({ settings }, 'work', models, { model: 'a' })
    expect(kept?.settings).toEqual({ ...settings, model: 'a' })
    expect(kept?.gone).toEqual({ upstream: null, model: 'claude-opus-4-1' })
    const other = applyPreset({ settings }, 'work', models, { model: 'also gone' })
    expect(other?.settings.model).toBe('claude-opus-5-5')
  })

  it('Whose upstream is gone goes to the one in the panel and says so', () => {
    expect(upstreamOf({ settings }, [{ name: 'sandbox' }], 'sandbox')).toBe('sandbox')
    expect(upstreamOf({ settings }, [{ name: 'work' }], 'sandbox')).toBe('work')
    const models = [model('claude-opus-4-1')]
    const applied = applyPreset({ settings }, 'sandbox', models, { model: null })
    expect(applied).toMatchObject({
      settings: { upstream: 'sandbox', effort: 'low' },
      gone: { upstream: 'work', model: null },
    })
  })

  it('Is nothing where the upstream lists no model', () => {
    expect(applyPreset({ settings }, 'work', [], { model: 'a' })).toBeNull()
  })

  it('Two panels are the same whatever the order of their fields', () => {
    const { system, ...rest } = settings
    expect(isSameSettings(settings, { ...rest, system })).toBe(true)
    expect(isSameSettings(settings, { ...settings, topK: 1 })).toBe(false)
  })
})
