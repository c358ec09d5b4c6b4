import { expect, test } from 'vitest'
import { isSendKey } from './enter-key'

const ENTER = {
  key: 'Enter',
  keyCode: 13,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  isComposing: false,
}

test('Enter sends', () => {
  expect(isSendKey(ENTER, 'enter')).toBe(true)
})

test('Enter with Shift or Alt breaks the line', () => {
  expect(isSendKey({ ...ENTER, shiftKey: true }, 'enter')).toBe(false)
  expect(isSendKey({ ...ENTER, altKey: true }, 'enter')).toBe(false)
})

test('Enter that an input method takes never sends, in the order of Chrome and in that of Safari', () => {
  expect(isSendKey({ ...ENTER, isComposing: true, keyCode: 229 }, 'enter')).toBe(false)
  expect(isSendKey({ ...ENTER, isComposing: false, keyCode: 229 }, 'enter')).toBe(false)
  expect(isSendKey({ ...ENTER, isComposing: true, keyCode: 13 }, 'enter')).toBe(false)
})

test('Any other key is just a key', () => {
  expect(isSendKey({ ...ENTER, key: 'a', keyCode: 65 }, 'enter')).toBe(false)
})

test('Where Enter breaks the line, it sends with Ctrl or the command key, and never to an input method', () => {
  expect(isSendKey(ENTER, 'mod-enter')).toBe(false)
  expect(isSendKey({ ...ENTER, ctrlKey: true }, 'mod-enter')).toBe(true)
  expect(isSendKey({ ...ENTER, metaKey: true }, 'mod-enter')).toBe(true)
  expect(isSendKey({ ...ENTER, ctrlKey: true, isComposing: true }, 'mod-enter')).toBe(false)
  expect(isSendKey({ ...ENTER, ctrlKey: true, keyCode: 229 }, 'mod-enter')).toBe(false)
})
