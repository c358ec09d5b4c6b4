import type { KeyboardEvent } from 'react'
import { isTakenByInputMethod } from './input-method'

/** True for a key press in a field that an input method takes. */
export function isComposing({ keyCode, nativeEvent }: KeyboardEvent): boolean {
  return isTakenByInputMethod({ keyCode, isComposing: nativeEvent.isComposing })
}
