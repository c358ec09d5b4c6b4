import { expect, test } from 'vitest'
import { answererOf, answererOfAll } from './answered-by'

const by = (model: string, upstream = 'anthropic') => ({ upstream, model })

test('An answer is of the model that ended it, and one without a run of the model that is asked', () => {
  expect(answererOf([by('a'), by('b')], by('c')).model).toBe('b')
  expect(answererOf([], by('c')).model).toBe('c')
})

test('All answers of a column are of the model that gave them, whatever it asks next, and of none where several did', () => {
  expect(answererOfAll([[by('a')], [], [by('a')]], by('c'))).toEqual(by('a'))
  expect(answererOfAll([[], []], by('c'))).toEqual(by('c'))
  expect(answererOfAll([[by('a')], [by('b')]], by('a'))).toEqual({
    ...{ upstream: 'anthropic', model: null },
  })
  expect(answererOfAll([[by('a')], [by('a', 'other')]], by('a'))).toEqual({
    ...{ upstream: null, model: 'a' },
  })
})
