import type { KeyboardEvent } from 'react'

/**
 * A letter that stands for a button of a turn (its `aria-keyshortcuts`) presses it while the focus is
 * in that turn; where one types it is text. What opens over the page belongs to the turn for React,
 * not for a person.
 */
export function pressTurnKey(event: KeyboardEvent): void {
  const { key, target, currentTarget, altKey, ctrlKey, metaKey, nativeEvent } = event
  if (!/^[a-z]$/i.test(key) || altKey || ctrlKey || metaKey || nativeEvent.isComposing) return
  if (!(target instanceof Element) || !currentTarget.contains(target)) return
  if (target.closest('input, textarea, select, [contenteditable]') !== null) return
  const button = currentTarget.querySelector(`[aria-keyshortcuts="${key.toUpperCase()}"]`)
  if (!(button instanceof HTMLElement)) return
  event.preventDefault()
  button.click()
}
