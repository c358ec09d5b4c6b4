import type { SendKey } from '@/lib/domain/preferences'
import { isTakenByInputMethod } from '../ui/input-method'

/** What of a key event decides whether Enter sends. */
interface KeyPress {
  key: string
  keyCode: number
  ctrlKey?: boolean
  metaKey?: boolean
  shiftKey: boolean
  altKey: boolean
  isComposing: boolean
}

/**
 * True for the Enter that sends: never one that an input method takes to choose a word, nor one with
 * Shift or Alt, which break the line; where somebody wants Enter alone to break it, one with Ctrl or
 * the command key.
 */
export function isSendKey(press: KeyPress, sendKey: SendKey = 'enter'): boolean {
  const { key, ctrlKey, metaKey, shiftKey, altKey } = press
  if (key !== 'Enter' || shiftKey || altKey || isTakenByInputMethod(press)) return false
  return sendKey === 'enter' || ctrlKey === true || metaKey === true
}
