import { isTakenByInputMethod } from '../ui/input-method'

/** Keys pressed together, such as `Mod+Shift+O`; `Mod` is Ctrl, on a Mac the command key. */
export type Chord = string

interface KeyPress {
  key: string
  keyCode: number
  isComposing: boolean
  ctrlKey: boolean
  metaKey: boolean
  shiftKey: boolean
  altKey: boolean
}

/** True when a key press is that chord. A sign such as `?` is taken however its keyboard makes it. */
export function matchesChord(press: KeyPress, chord: Chord): boolean {
  if (isTakenByInputMethod(press)) return false
  const parts = chord.split('+')
  const key = parts.at(-1) ?? ''
  const isLetter = /^[A-Z]$/.test(key)
  const isNamed = key.length > 1
  const hasMod = press.ctrlKey || press.metaKey
  if (hasMod !== parts.includes('Mod')) return false
  if ((isLetter || isNamed) && press.shiftKey !== parts.includes('Shift')) return false
  // AltGr, which some keyboards need for a sign, comes as Alt with Ctrl.
  if (press.altKey !== parts.includes('Alt')) return false
  return press.key.toLowerCase() === key.toLowerCase()
}

/** True for a chord that is also plain writing, so that it is none while somebody writes. */
export function isPlainKey(chord: Chord): boolean {
  return !chord.includes('Mod') && !chord.includes('Alt')
}

const ON_MAC: Readonly<Record<string, string>> = {
  Mod: '⌘',
  Shift: '⇧',
  Alt: '⌥',
  Enter: '↩',
  Delete: '⌫',
}
const ELSEWHERE: Readonly<Record<string, string>> = { Mod: 'Ctrl', Delete: 'Del', Escape: 'Esc' }

/** A chord as it stands on the keys of this machine. */
export function chordText(chord: Chord, isMac: boolean): string {
  const names = isMac ? ON_MAC : ELSEWHERE
  return chord
    .split('+')
    .map((part) => names[part] ?? (part === 'Escape' ? 'Esc' : part))
    .join(' ')
}
