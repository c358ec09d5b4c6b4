import 'server-only'
import { countTokens } from '../tokens'
import type { CallBlock } from './call-block'

/**
 * A call that breaks off after its first `most` tokens. Readers complete such an input in different
 * ways, so it breaks off where they agree: after a value and its comma, or inside a text that is a
 * value of its own, which all of them drop.
 */
export function cutCall(block: CallBlock, most: number): CallBlock {
  const state = { depth: 0, isInText: false, isEscaped: false, last: '', commas: 0 }
  let left = most
  let kept = { fragments: 0, values: 0 }
  for (const [at, fragment] of block.fragments.entries()) {
    left -= countTokens(fragment)
    if (left < 0) break
    for (const letter of fragment) step(state, letter)
    const isAgreed = state.depth === 1 && (state.isInText || '{,:'.includes(state.last))
    if (isAgreed) kept = { fragments: at + 1, values: state.commas }
  }
  return {
    ...block,
    fragments: block.fragments.slice(0, kept.fragments),
    input: Object.fromEntries(Object.entries(block.input).slice(0, kept.values)),
  }
}

interface State {
  depth: number
  isInText: boolean
  isEscaped: boolean
  /** The last letter that is no blank. */
  last: string
  /** Those between the values of the object itself. */
  commas: number
}

/** Reads one more letter of the JSON text of an object. */
function step(state: State, letter: string): void {
  if (state.isInText) {
    if (letter === '"' && !state.isEscaped) state.isInText = false
    state.isEscaped = letter === '\\' && !state.isEscaped
  } else if (letter === '"') state.isInText = true
  else if (letter === '{' || letter === '[') state.depth++
  else if (letter === '}' || letter === ']') state.depth--
  else if (letter === ',' && state.depth === 1) state.commas++
  if (letter.trim() !== '') state.last = letter
}
