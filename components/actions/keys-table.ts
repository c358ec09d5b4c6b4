import type { Chord } from './chord'

/**
 * The keys that belong to one part of the screen, for the sheet that names them all; those parts
 * themselves act on them. Words: the message `shortcuts.keys.<id>`.
 */
export const LOCAL_KEYS = [
  { id: 'move', group: 'list', chords: ['↑', '↓'] },
  { id: 'open', group: 'list', chords: ['Enter'] },
  { id: 'rename', group: 'list', chords: ['F2'] },
  { id: 'remove', group: 'list', chords: ['Delete'] },
  { id: 'menu', group: 'list', chords: ['Shift+F10'] },
  { id: 'edit', group: 'turn', chords: ['E'] },
  { id: 'copy', group: 'turn', chords: ['C'] },
  { id: 'siblings', group: 'turn', chords: ['←', '→'] },
  { id: 'moveColumn', group: 'comparison', chords: ['←', '→'] },
  { id: 'voteBest', group: 'comparison', chords: ['1 – 8'] },
  { id: 'voteTie', group: 'comparison', chords: ['0'] },
  { id: 'voteNone', group: 'comparison', chords: ['N'] },
  { id: 'stop', group: 'composer', chords: ['Escape'] },
  { id: 'undo', group: 'general', chords: ['Mod+Z'] },
] as const satisfies readonly { id: string; group: string; chords: readonly Chord[] }[]
