import compile from 'icu-minify/compile'
import type { Messages } from './messages'

/**
 * Texts as the pages draw them: read from ICU syntax once, by the server, so that no browser needs what
 * reads it (docs/decisions/0029). `use-intl` knows of them no other type than that of the texts.
 */
export function compileMessages(messages: Messages): Messages {
  return compileNode(messages) as Messages
}

function compileNode(node: unknown): unknown {
  if (typeof node === 'string') return compile(node)
  if (typeof node !== 'object' || node === null) return node
  return Object.fromEntries(Object.entries(node).map(([key, inner]) => [key, compileNode(inner)]))
}
