import { expect, it } from 'vitest'
import type { Measure } from '../measures'
import type { ModelInfo } from '../models'
import { modelInfo } from '../models-info'
import { MODEL_TABLE } from '../models-table'
import { catalogOf, type ListedModels } from './entry'
import { shownEntries } from './shown'

const NOW = new Date('2026-11-22T12:00:00Z')
const bare = (id: string, more: Partial<ModelInfo> = {}): ModelInfo => ({
  ...{ id, type: 'model' as const, display_name: id, created_at: '2026-01-01T00:00:00Z' },
  ...more,
})
const measure = (model: string, over: Partial<Measure> = {}): Measure => ({
  ...{ upstream: 'anthropic', model, isSandbox: false, runs: 7 },
  ...{ firstToken: { median: 300, of: 7 }, tokensPerSecond: null, cost: null },
  ...over,
})

const CLAUDE: ListedModels = {
  ...{ upstream: 'anthropic', label: 'Claude API', isSandbox: false },
  models: MODEL_TABLE.map(modelInfo),
}
const LOCAL: ListedModels = {
  ...{ upstream: 'local', label: 'Local', isSandbox: false },
  models: [
    bare('qwen3:8b', { max_input_tokens: 32_000 }),
    bare('claude-sonnet-4-20250514'),
    bare('ÄPFEL', { capabilities: { image_input: { supported: true } } }),
  ],
}

const all = (measures: Measure[] = [], prices = {}) =>
  catalogOf([CLAUDE, LOCAL], { prices, measures, now: NOW })
const entry = (id: string, entries = all()) => entries.find(({ model }) => model.id === id)

it('Each model of each upstream is one entry, the living before the dying', () => {
  const entries = all()
  expect(entries).toHaveLength(MODEL_TABLE.length + 3)
  expect(new Set(entries.map(({ key }) => key)).size).toBe(entries.length)
  const lives = entries.map(({ model }) => model.lifecycle)
  expect(lives.lastIndexOf('active')).toBeLessThan(lives.indexOf('deprecated'))
  expect(lives.lastIndexOf('deprecated')).toBeLessThan(lives.indexOf('retired'))
})

it('What an upstream leaves open the table says, and what neither says is unknown', () => {
  const sonnet = all().find(
    ({ upstream, model }) => upstream === 'local' && model.id.startsWith('c'),
  )
  expect(sonnet).toMatchObject({ life: 'retired', line: 'sonnet', class: 'balanced' })
  expect(sonnet?.model.max_input_tokens).toBe(200_000)
  expect(entry('qwen3:8b')).toMatchObject({ life: null, class: null, price: null, measure: null })
  expect(entry('claude-fable-5-2')).toMatchObject({ line: 'fable', class: null })
})

it('A price of one’s own goes before the built-in one, and names its day', () => {
  const own = { asOf: '2026-11-29', input: 1, output: 2, cacheRead: null }
  expect(entry('claude-opus-5-5', all([], { 'claude-opus-5-5': own }))?.price).toEqual({
    price: own,
    source: 'yours',
  })
  expect(entry('claude-opus-5-5')?.price).toMatchObject({ source: 'built-in' })
})

it('What was measured stands at the model of its upstream, and at no other', () => {
  const entries = all([measure('claude-haiku-4-5-20251001'), measure('qwen3:8b')])
  expect(entry('claude-haiku-4-5-20251001', entries)?.measure?.runs).toBe(7)
  expect(entry('qwen3:8b', entries)?.measure).toBeNull()
})

it('Every word of a search must be found in name, id, line or upstream; letter case counts for nothing', () => {
  const found = (q: string) => shownEntries(all(), { q, chosen: [] }).map(({ model }) => model.id)
  expect(found('OPUS 5.5')).toEqual(['claude-opus-5-5'])
  expect(found('local äpfel')).toEqual(['ÄPFEL'])
  expect(found('fable local')).toEqual([])
  expect(found('  ')).toHaveLength(MODEL_TABLE.length + 3)
})

it('A filter leaves out whatever nobody says that it fits', () => {
  const ids = (view: object) =>
    shownEntries(all(), { chosen: [], ...view }).map(({ model }) => model.id)
  expect(ids({ upstream: 'local', can: 'images' })).toEqual(['ÄPFEL', 'claude-sonnet-4-20250514'])
  expect(ids({ upstream: 'local', life: 'current' })).toEqual([])
  expect(ids({ life: 'ending' })).toEqual(['claude-sonnet-4-5-20250929'])
  expect(ids({ life: 'deprecated' })).toEqual(['claude-mythos-preview'])
})

it('What is not known stands last, whichever way the rest is ordered', () => {
  const measures = [
    measure('claude-opus-5-5', { firstToken: { median: 900, of: 1 } }),
    measure('claude-haiku-5-5'),
  ]
  const first = (isDown: boolean) =>
    shownEntries(all(measures), { order: 'firstToken', isDown, chosen: [] })
      .map(({ model }) => model.id)
      .slice(0, 2)
  expect(first(false)).toEqual(['claude-haiku-5-5', 'claude-opus-5-5'])
  expect(first(true)).toEqual(['claude-opus-5-5', 'claude-haiku-5-5'])
})

it('Equal values keep the order of the catalog', () => {
  const entries = all()
  const byContext = shownEntries(entries, { order: 'context', chosen: [] })
  const same = byContext.filter(({ model }) => model.max_input_tokens === 1_000_000)
  expect(same).toEqual(entries.filter(({ model }) => model.max_input_tokens === 1_000_000))
})

it('By lifecycle the current come first, then what ends, then what may end any day, then what has ended', () => {
  const lives = shownEntries(all(), { order: 'life', chosen: [] }).map(({ life }) => life)
  const order = ['current', 'ending', 'deprecated', 'retired', null]
  expect(lives).toEqual([...lives].sort((a, b) => order.indexOf(a) - order.indexOf(b)))
})
