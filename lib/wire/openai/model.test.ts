import { expect, test } from 'vitest'
import { toOpenAiModel, toOpenAiModelList } from './model'

test('A model shows id, owner and its time in seconds, and nothing else', () => {
  const model = { id: 'm', created_at: '2025-05-14T00:00:00.900Z', display_name: 'M' }
  const shown = { id: 'm', object: 'model', created: 1_747_180_800, owned_by: 'anthropic' }
  expect(toOpenAiModel(model)).toStrictEqual(shown)
  expect(toOpenAiModelList([model])).toStrictEqual({ object: 'list', data: [shown] })
})

test('A time that says nothing is 0', () => {
  expect(toOpenAiModel({ id: 'm', created_at: '' }).created).toBe(0)
})
