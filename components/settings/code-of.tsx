import type { ReactNode } from 'react'

/** How code stands within a text. */
export function codeOf(words: ReactNode) {
  return <code className="font-mono text-small">{words}</code>
}
