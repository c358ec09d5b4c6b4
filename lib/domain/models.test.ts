import { describe, expect, it } from 'vitest'
import {
  compareModels,
  findModel,
  type ModelInfo,
  modelInfoSchema,
  modelLabel,
  pickDefaultModel,
  takesPrefill,
  thinkingByDefault,
} from './models'
import { modelInfo } from './models-info'
import { MODEL_TABLE } from './models-table'

const bare = (id: string, more: Partial<ModelInfo> = {}): ModelInfo => ({
  id,
  type: 'model',
  display_name: id,
  created_at: '2026-01-01T00:00:00Z',
  ...more,
})

describe('the wire’s model object', () => {
  it('loads with the baseline’s four fields, and what is missing stays unknown (item 65)', () => {
    const model = modelInfoSchema.parse({
      created_at: '2025-02-19T00:00:00Z',
      display_name: 'Claude Sonnet 4',
      id: 'claude-sonnet-4-20250514',
      type: 'model',
    })
    expect(model.lifecycle).toBeUndefined()
    expect(model.capabilities?.thinking?.types?.adaptive?.supported).toBeUndefined()
  })

  it('keeps fields, lines and lifecycles that nobody knows yet (item 17)', () => {
    const model = {
      ...bare('claude-next'),
      line: 'saga',
      lifecycle: 'preview',
      weight: 3,
      capabilities: {
        dreaming: { supported: true, depth: 2 },
        effort: { supported: true, ultra: {} },
      },
    }
    expect(modelInfoSchema.parse(model)).toEqual(model)
  })

  it('holds every row of the table', () => {
    for (const row of MODEL_TABLE) expect(modelInfoSchema.parse(modelInfo(row)).id).toBe(row.id)
  })

  it('says unknown, not false, where the documents leave a capability open', () => {
    const preview = findModel('claude-mythos-preview')
    expect(preview && modelInfo(preview).capabilities?.effort).toBeNull()
    const opus = findModel('claude-opus-5-5')
    expect(opus && modelInfo(opus).capabilities?.server_tools).toBeUndefined()
  })
})

describe('the model table', () => {
  it('names every model once, aliases included, newest first', () => {
    const names = MODEL_TABLE.flatMap((row) => [row.id, ...(row.alias ? [row.alias] : [])])
    expect(new Set(names).size).toBe(names.length)
    const days = MODEL_TABLE.map((row) => row.created)
    expect(days).toEqual([...days].sort().reverse())
  })

  it('finds a model by its alias', () => {
    expect(findModel('claude-haiku-4-5')?.id).toBe('claude-haiku-4-5-20251001')
    expect(findModel('gpt-5')).toBeUndefined()
  })

  it('takes a prefill on Claude 4.5 and older only, and never on a model it does not know', () => {
    const taking = MODEL_TABLE.filter((row) => takesPrefill(row.id)).map((row) => row.label)
    expect(taking).toEqual([
      'Opus 4.5',
      'Haiku 4.5',
      'Sonnet 4.5',
      'Opus 4.1',
      'Opus 4',
      'Sonnet 4',
      'Haiku 4',
    ])
    expect(takesPrefill('claude-sonnet-4-5')).toBe(true)
    expect(takesPrefill('some/other-model')).toBe(false)
  })

  it('knows who thinks unasked, and whether the text shows', () => {
    expect(thinkingByDefault('claude-opus-5-5')).toEqual({ isDefault: true, display: 'omitted' })
    expect(thinkingByDefault('claude-opus-4-8')).toEqual({ isDefault: false, display: 'omitted' })
    expect(thinkingByDefault('claude-opus-4-6')).toEqual({
      isDefault: false,
      display: 'summarized',
    })
    expect(thinkingByDefault('claude-next')).toBeNull()
  })

  it('has no price where none is published', () => {
    expect(findModel('claude-mythos-5-2')?.price?.cacheRead).toBeNull()
    expect(findModel('claude-haiku-4-20250514')?.price).toBeNull()
  })
})

describe('the choice of a model', () => {
  it('is Opus 5.5 where the upstream has it', () => {
    expect(pickDefaultModel(MODEL_TABLE.map(modelInfo))?.id).toBe('claude-opus-5-5')
  })

  it('is else the newest active model', () => {
    const models = [
      bare('a', { lifecycle: 'deprecated', created_at: '2026-09-01T00:00:00Z' }),
      bare('b', { lifecycle: 'active', created_at: '2026-02-01T00:00:00Z' }),
      bare('c', { lifecycle: 'active', created_at: '2026-05-01T00:00:00Z' }),
    ]
    expect(pickDefaultModel(models)?.id).toBe('c')
  })

  it('is else the first, and nothing where there is none', () => {
    expect(pickDefaultModel([bare('x'), bare('y')])?.id).toBe('x')
    expect(pickDefaultModel([])).toBeNull()
  })

  it('lists the living before the dying, an unknown lifecycle between them', () => {
    const order = [
      bare('retired', { lifecycle: 'retired' }),
      bare('deprecated', { lifecycle: 'deprecated' }),
      bare('foreign'),
      bare('older', { lifecycle: 'active' }),
      bare('newer', { lifecycle: 'active', created_at: '2026-02-01T00:00:00Z' }),
    ].sort(compareModels)
    expect(order.map((model) => model.id)).toEqual([
      'newer',
      'older',
      'foreign',
      'deprecated',
      'retired',
    ])
  })

  it('has a short name for a known model, and the id for any other', () => {
    expect(modelLabel('claude-opus-5-5')).toBe('Opus 5.5')
    expect(modelLabel('claude-sonnet-4-5')).toBe('Sonnet 4.5')
    expect(modelLabel('qwen3:8b')).toBe('qwen3:8b')
  })
})
