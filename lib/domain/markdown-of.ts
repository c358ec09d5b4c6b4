import type { Block } from '@/lib/wire/types'
import { CITATION_MARK, drawnBlocks } from './citations'

/** What an answer or a turn says, as Markdown: its text blocks, one after the other. */
export function markdownOf(content: readonly Block[]): string {
  return drawnBlocks(content)
    .flatMap(({ block: { type, text } }) =>
      type === 'text' && typeof text === 'string' ? [text.replace(CITATION_MARK, '')] : [],
    )
    .join('\n\n')
}
