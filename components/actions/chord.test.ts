import { expect, test } from 'vitest'
import { chordText, isPlainKey, matchesChord } from './chord'

const press = (key: string, over: Partial<Parameters<typeof matchesChord>[0]> = {}) => ({
  key,
  keyCode: 0,
  isComposing: false,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...over,
})

test('A chord wants exactly its keys, and Mod is Ctrl or the command key', () => {
  expect(matchesChord(press('k', { ctrlKey: true }), 'Mod+K')).toBe(true)
  expect(matchesChord(press('k', { metaKey: true }), 'Mod+K')).toBe(true)
  expect(matchesChord(press('K', { ctrlKey: true, shiftKey: true }), 'Mod+K')).toBe(false)
  expect(matchesChord(press('k', { ctrlKey: true, altKey: true }), 'Mod+K')).toBe(false)
  expect(matchesChord(press('k'), 'Mod+K')).toBe(false)
  expect(matchesChord(press('O', { ctrlKey: true, shiftKey: true }), 'Mod+Shift+O')).toBe(true)
})

test('A sign is taken with or without Shift, as keyboards differ', () => {
  expect(matchesChord(press('?', { shiftKey: true }), '?')).toBe(true)
  expect(matchesChord(press('?'), '?')).toBe(true)
  expect(matchesChord(press('?', { ctrlKey: true }), '?')).toBe(false)
})

test('A key that an input method takes is no chord', () => {
  expect(matchesChord(press('k', { ctrlKey: true, isComposing: true }), 'Mod+K')).toBe(false)
  expect(matchesChord(press('?', { keyCode: 229 }), '?')).toBe(false)
})

test('A chord is written as the keys of the machine say', () => {
  expect(chordText('Mod+Shift+O', false)).toBe('Ctrl Shift O')
  expect(chordText('Mod+Shift+O', true)).toBe('⌘ ⇧ O')
  expect(chordText('Escape', true)).toBe('Esc')
})

test('A key that also writes is known as such', () => {
  expect(['?', '/', 'R', 'Mod+K', 'Alt+Up'].filter(isPlainKey)).toEqual(['?', '/', 'R'])
})
