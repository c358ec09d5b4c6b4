/** The key code of every key that an input method has taken. */
const TAKEN = 229

/**
 * True for a key that an input method takes, for instance to choose a word. Safari ends the
 * composition before that key comes, so that only its code 229 tells.
 */
export function isTakenByInputMethod(press: { keyCode: number; isComposing: boolean }): boolean {
  return press.isComposing || press.keyCode === TAKEN
}
