import 'server-only'
import type { Handled } from './handler'

/** A result that is text. */
export function said(content: string): Handled {
  return { result: { content, isError: false }, console: [], rule: null }
}

/** A result that tells the model what went wrong. */
export function failed(content: string): Handled {
  return { result: { content, isError: true }, console: [], rule: null }
}
