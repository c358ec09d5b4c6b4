import { expect, it } from 'vitest'
import type { Carried } from './carried'
import { itemsOf, putBack, takeOut } from './carried-items'
import { type ChatSettings, NO_CHOICES } from './conversation'
import { createPresetSchema, isSameSettings, toPresetSettings } from './preset'
import { findRepair } from './refused-field'

const carried: Carried = {
  body: {
    tools: [],
    temperature: 1,
    max_tokens: 900_000,
    output_config: { format: { type: 'json_schema' }, task_budget: 5 },
    system: [{ type: 'text', text: 'x' }],
    thinking: { type: 'adaptive', block_binding: {} },
  },
  betas: ['a', 'b'],
  headers: [['anthropic-user-profile-id', 'up_1']],
  query: '?beta=true',
  order: ['system', 'model', 'tools', 'output_config'],
  caveats: [],
}
const settings: ChatSettings = {
  upstream: 'sandbox',
  apiVersion: '2023-06-01',
  model: 'claude-opus-5-5',
  maxTokens: 900_000,
  system: '',
  ...NO_CHOICES,
  carried,
}

it('All that is carried is told by its name on the wire, and each goes and comes back alone', () => {
  const items = itemsOf(carried)
  expect(items.map(({ name, value }) => (name === 'anthropic-beta' ? value : name))).toEqual(
    expect.arrayContaining([
      'system',
      'tools',
      'output_config.format',
      'output_config.task_budget',
      'temperature',
      'max_tokens',
      'thinking',
      'a',
      'b',
      'anthropic-user-profile-id',
      '/v1/messages',
    ]),
  )
  for (const item of items) {
    const left = takeOut(carried, item)
    expect(itemsOf(left)).toEqual(items.filter((other) => other !== item))
    expect(itemsOf(putBack(left, item))).toEqual(expect.arrayContaining(items))
  }
  const none = items.reduce(takeOut, carried)
  expect(none).toStrictEqual({
    ...{ body: {}, betas: [], headers: [] },
    ...{ order: carried.order, caveats: carried.caveats },
  })
  expect(itemsOf(items.reduce(putBack, none))).toEqual(expect.arrayContaining(items))
})

it('A preset keeps the panel and nothing of what a conversation carries', () => {
  const kept = toPresetSettings(settings)
  expect(kept).not.toHaveProperty('carried')
  expect(isSameSettings(kept, settings)).toBe(true)
  const id = '0192f0c0-0000-7000-8000-000000000000'
  expect(createPresetSchema.safeParse({ id, name: 'P', settings: kept }).success).toBe(true)
  expect(createPresetSchema.safeParse({ id, name: 'P', settings }).success).toBe(false)
})

it.each([
  ['temperature', 'temperature: no', ['temperature'], {}],
  ['budgetTokens', 'thinking.budget_tokens: no', ['thinking'], {}],
  [
    'maxTokens',
    'max_tokens: 900000 > 64000, which is the maximum',
    ['max_tokens'],
    { maxTokens: 64_000 },
  ],
] as const)(
  'A refused %s that is carried is mended by taking it out',
  (field, message, gone, set) => {
    const { carried: left, ...rest } = findRepair(field, message, settings)?.patch ?? {}
    const names = Object.keys(carried.body).filter((name) => !Object.hasOwn(left?.body ?? {}, name))
    expect(names).toEqual(gone)
    expect(rest).toEqual(set)
  },
)
