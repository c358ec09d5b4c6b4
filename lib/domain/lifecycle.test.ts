import { expect, test } from 'vitest'
import { lifecycleNote, lifeOf } from './lifecycle'

const now = new Date('2026-11-22T12:00:00Z')
const model = (lifecycle: string | undefined, retires_at?: string) => ({
  id: 'm',
  type: 'model' as const,
  display_name: 'M',
  created_at: '2025-01-01T00:00:00Z',
  ...(lifecycle === undefined ? {} : { lifecycle }),
  ...(retires_at === undefined ? {} : { retires_at }),
})

test('A model says when it ends as long as that day has not passed', () => {
  const at = '2026-11-30T00:00:00Z'
  expect(lifecycleNote(model('deprecated', at), now)).toEqual({ kind: 'ends', at: new Date(at) })
  const ends = (moment: string) => lifecycleNote(model('deprecated', at), new Date(moment))?.kind
  expect(ends('2026-11-30T23:59:59Z')).toBe('ends')
  expect(ends('2026-12-01T00:00:00Z')).toBe('deprecated')
})

test('A deprecated model whose day has passed is still only deprecated', () => {
  expect(lifecycleNote(model('deprecated', '2026-06-15T00:00:00Z'), now)).toEqual({
    kind: 'deprecated',
  })
})

test('A retired model says so, with its day where that is known', () => {
  expect(lifecycleNote(model('retired'), now)).toEqual({ kind: 'retired', at: null })
})

test('A living model, and one of the baseline shape, say nothing', () => {
  expect(lifecycleNote(model('active'), now)).toBeNull()
  expect(lifecycleNote(model(undefined), now)).toBeNull()
  expect(lifecycleNote(model('active', 'not a date'), now)).toBeNull()
})

test('A model is current only where somebody says so, ends while its last day lies ahead, and is deprecated where none does', () => {
  expect(lifeOf(model('active'), now)).toBe('current')
  expect(lifeOf(model('active', '2027-01-01T00:00:00Z'), now)).toBe('ending')
  expect(lifeOf(model('deprecated', '2026-11-30T00:00:00Z'), now)).toBe('ending')
  expect(lifeOf(model('deprecated', '2026-06-15T00:00:00Z'), now)).toBe('deprecated')
  expect(lifeOf(model('deprecated'), now)).toBe('deprecated')
  expect(lifeOf(model('retired', '2026-06-15T00:00:00Z'), now)).toBe('retired')
  expect(lifeOf(model(undefined), now)).toBeNull()
})
