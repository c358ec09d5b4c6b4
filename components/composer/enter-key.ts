/** What of a key event decides whether Enter sends. */
interface KeyPress {
  key: string
  keyCode: number
  shiftKey: boolean
  altKey: boolean
  isComposing: boolean
}

/** The key code of every key that an input method has taken. */
const TAKEN_BY_INPUT_METHOD = 229

/**
 * True for the Enter that sends: without Shift or Alt, which break the line, and never one that an
 * input method takes to choose a word. Safari ends the composition before that key comes, so that
 * only its code 229 tells.
 */
export function isSendKey({ key, keyCode, shiftKey, altKey, isComposing }: KeyPress): boolean {
  const isTaken = isComposing || keyCode === TAKEN_BY_INPUT_METHOD
  return key === 'Enter' && !shiftKey && !altKey && !isTaken
}
