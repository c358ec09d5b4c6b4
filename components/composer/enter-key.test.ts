import { expect, test } from 'vitest'
import { isSendKey } from './enter-key'

const ENTER = { key: 'Enter', keyCode: 13, shiftKey: false, altKey: false, isComposing: false }

test('Enter sends', () => {
  expect(isSendKey(ENTER)).toBe(true)
})

test('Enter with Shift or Alt breaks the line', () => {
  expect(isSendKey({ ...ENTER, shiftKey: true })).toBe(false)
  expect(isSendKey({ ...ENTER, altKey: true })).toBe(false)
})

test('Enter that an input method takes never sends, in the order of Chrome and in that of Safari', () => {
  expect(isSendKey({ ...ENTER, isComposing: true, keyCode: 229 })).toBe(false)
  expect(isSendKey({ ...ENTER, isComposing: false, keyCode: 229 })).toBe(false)
  expect(isSendKey({ ...ENTER, isComposing: true, keyCode: 13 })).toBe(false)
})

test('Any other key is just a key', () => {
  expect(isSendKey({ ...ENTER, key: 'a', keyCode: 65 })).toBe(false)
})
