import { expect, test } from 'vitest'
import { MODEL_TABLE } from './models-table'
import { otherModels } from './other-models'

const listed = MODEL_TABLE.map(({ id, label, created, lifecycle }) => ({
  type: 'model' as const,
  id,
  display_name: label,
  created_at: `${created}T00:00:00Z`,
  ...(lifecycle === null ? {} : { lifecycle }),
}))

test('In the place of a model come the newest of its line, then the newest of each other line, then older ones', () => {
  const names = otherModels(listed, 'claude-opus-5-5').map(({ display_name }) => display_name)
  expect(names.slice(0, 5)).toEqual([
    'Opus 5',
    'Fable 5.2',
    'Mythos 5.2',
    'Haiku 5.5',
    'Sonnet 5.5',
  ])
  expect(names[5]).toBe('Opus 4.8')
  expect(names).not.toContain('Opus 5.5')
  expect(names).toHaveLength(listed.filter(({ lifecycle }) => lifecycle !== 'retired').length - 1)
})
