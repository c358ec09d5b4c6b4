import { expect, test } from 'vitest'
import { type ChatSettings, NO_CHOICES } from '../conversation'
import { type Axes, planGrid } from './plan'

const BASE: ChatSettings = {
  ...{ upstream: 'sandbox', apiVersion: '2023-06-01', model: 'claude-opus-5-5', maxTokens: 1024 },
  system: '',
  ...NO_CHOICES,
}
const NONE: Axes = { models: [], efforts: [], temperatures: [], systems: [] }
const plan = (axes: Partial<Axes>, base = BASE) =>
  planGrid(base, { ...NONE, ...axes }, () => undefined)
const models = (...names: string[]) => names.map((model) => ({ upstream: 'sandbox', model }))

test('A grid has each combination once, the first axis slowest, and names what its axes chose', () => {
  const { planned, leftOut } = plan({
    models: models('claude-opus-5-5', 'claude-sonnet-5-5'),
    efforts: ['low', 'high'],
  })
  expect(leftOut).toEqual([])
  expect(planned.map(({ choice }) => [choice.model, choice.effort])).toEqual([
    ['claude-opus-5-5', 'low'],
    ['claude-opus-5-5', 'high'],
    ['claude-sonnet-5-5', 'low'],
    ['claude-sonnet-5-5', 'high'],
  ])
  for (const { choice, settings, judgement } of planned) {
    expect(settings).toMatchObject({ model: choice.model, effort: choice.effort })
    expect(judgement.withheld).toEqual([])
  }
})

test('Without axes there is one point: the settings as they are', () => {
  expect(plan({}).planned).toMatchObject([{ choice: {}, settings: BASE }])
})

test('What a model refuses is left out with the reason, and never asked without it', () => {
  const { planned, leftOut } = plan({
    models: models('claude-opus-5-5', 'claude-sonnet-4-20250514'),
    temperatures: [0.5, null],
  })
  expect(planned.map(({ choice }) => [choice.model, choice.temperature])).toEqual([
    ['claude-opus-5-5', null],
    ['claude-sonnet-4-20250514', 0.5],
    ['claude-sonnet-4-20250514', null],
  ])
  expect(leftOut).toMatchObject([
    {
      choice: { model: 'claude-opus-5-5', temperature: 0.5 },
      refusals: [{ field: 'temperature', reason: { code: 'fixedSampling' } }],
    },
  ])
})

test('What the settings hold beside the axes is not dropped either', () => {
  const { planned, leftOut } = plan(
    { models: models('claude-sonnet-4-20250514', 'claude-opus-5-5') },
    { ...BASE, temperature: 0.5 },
  )
  expect(planned).toHaveLength(1)
  expect(leftOut).toMatchObject([{ refusals: [{ field: 'temperature' }] }])
})

test('A system prompt of an axis takes the place of whatever the settings have', () => {
  const blocks: ChatSettings = { ...BASE, systemBlocks: [{ text: 'Old.', ttl: null }] }
  const systems = [
    { name: 'A', text: 'Be brief.' },
    { name: 'B', text: 'Be long.' },
  ]
  const { planned } = plan({ systems }, blocks)
  expect(planned.map(({ settings: { system, systemBlocks } }) => [system, systemBlocks])).toEqual([
    ['Be brief.', null],
    ['Be long.', null],
  ])
  expect(planned.map(({ choice }) => choice)).toEqual([{ system: 'A' }, { system: 'B' }])
})
