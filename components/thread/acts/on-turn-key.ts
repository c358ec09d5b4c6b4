import type { KeyboardEvent } from 'react'

/**
 * Letters that act on a turn while the focus is in it; where one types they are text. What opens
 * over the page belongs to the turn for React, not for a person.
 */
export function onTurnKey(
  acts: Readonly<Record<string, () => void>>,
): (event: KeyboardEvent) => void {
  return (event) => {
    const { key, target, currentTarget, altKey, ctrlKey, metaKey, nativeEvent } = event
    const act = Object.hasOwn(acts, key.toLowerCase()) ? acts[key.toLowerCase()] : undefined
    if (act === undefined || altKey || ctrlKey || metaKey || nativeEvent.isComposing) return
    if (!(target instanceof Element) || !currentTarget.contains(target)) return
    if (target.closest('input, textarea, select, [contenteditable]') !== null) return
    event.preventDefault()
    act()
  }
}
