import { useEffect } from 'react'
import { doAction } from '@/lib/client/stores/actions'
import { ACTION_ROWS } from './actions'
import { isPlainKey, matchesChord } from './chord'

/** Has the chords of the table do their actions, anywhere but in an open menu or dialog. */
export function useShortcuts(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented) return
      const row = ACTION_ROWS.find(({ chord }) => chord !== undefined && matchesChord(event, chord))
      if (row?.chord === undefined) return
      if (isPlainKey(row.chord) && isWriting(event.target)) return
      // The palette closes by the chord that opened it.
      if (row.id !== 'search' && isInPopup(event.target)) return
      if (doAction(row.id)) event.preventDefault()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [])
}

function isWriting(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input, textarea, [contenteditable]') !== null
}

function isInPopup(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[role=dialog], [role=menu]') !== null
}
