import { useEffect } from 'react'
import { isOfPreview } from '../shell/open-preview'
import { COMPOSER_ID } from './focus-composer'

/**
 * Does something at Esc, where nothing nearer takes that key; null = nothing now. While somebody writes a
 * result in the thread (`isEditing`), it is meant for what stands behind the composer only from its box.
 */
export function useEscape(act: (() => void) | null, isEditing = false): void {
  useEffect(() => {
    if (act === null) return
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing) return
      if (
        isInPopup(event.target) ||
        isOfPreview(event.target) ||
        (isEditing && !isInBox(event.target))
      )
        return
      event.preventDefault()
      act()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [act, isEditing])
}

function isInBox(target: EventTarget | null): boolean {
  return target instanceof Element && target.id === COMPOSER_ID
}

const OTHER_FIELDS = `textarea:not(#${COMPOSER_ID})`

/** Esc in a menu, dialog or field of another part closes or leaves that. */
function isInPopup(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false
  return (
    target.closest(
      `[role=dialog], [role=menu], [role=listbox], [role=combobox], input, ${OTHER_FIELDS}`,
    ) !== null
  )
}
