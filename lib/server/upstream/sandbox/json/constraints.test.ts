import { expect, it } from 'vitest'
import { fitTo } from './constraints'

it('A text fits a length in characters, of which one may have two units', () => {
  expect(fitTo('a😀b', { type: 'string', minLength: 4 })).toBeNull()
  expect(fitTo('a😀bc', { type: 'string', minLength: 4 })).toBe('a😀bc')
  expect(fitTo('a😀bc', { type: 'string', maxLength: 3 })).toBe('a😀b')
})
