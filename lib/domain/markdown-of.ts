import type { Block } from '@/lib/wire/types'
import { drawnBlocks } from './citations'

/** What an answer or a turn says, as Markdown: its text blocks, one after the other. */
export function markdownOf(content: readonly Block[]): string {
  // Without the numbers of its passages.
  return drawnBlocks(content, [])
    .flatMap(({ block: { type, text } }) =>
      type === 'text' && typeof text === 'string' ? [text] : [],
    )
    .join('\n\n')
}
