import type { KeyboardEvent } from 'react'

/** True for a key that belongs to an input method; 229 is what Safari says after it has ended. */
export function isComposing(event: KeyboardEvent): boolean {
  return event.nativeEvent.isComposing || event.keyCode === 229
}
