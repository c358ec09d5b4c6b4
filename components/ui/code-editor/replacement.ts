import type { Text } from '@codemirror/state'

/**
 * What must be put in the place of what for a document to be another text, so that the cursor stays
 * where nothing changes; null where it is that text already.
 */
export function replacement(
  doc: Text,
  text: string,
): { from: number; to: number; insert: string } | null {
  const before = doc.toString()
  if (before === text) return null
  const shorter = Math.min(before.length, text.length)
  let from = 0
  while (from < shorter && before[from] === text[from]) from += 1
  let same = 0
  while (same < shorter - from && before.at(-1 - same) === text.at(-1 - same)) same += 1
  return { from, to: before.length - same, insert: text.slice(from, text.length - same) }
}
