import type { HandDraft } from '@/lib/client/stores/drafts'
import type { ToolResult } from '@/lib/domain/tools/answer'
import type { Block } from '@/lib/wire/types'

/** A result as a person writes it: its text, and what else it holds. */
export function handResultOf(result: ToolResult | null): HandDraft {
  if (result === null) return { text: '', isError: false, blocks: [] }
  const { content, isError } = result
  if (typeof content === 'string') return { text: content, isError, blocks: [] }
  const texts = content.filter(isText)
  return {
    text: texts.map(({ text }) => text).join('\n\n'),
    isError,
    blocks: content.filter((block) => !isText(block)),
  }
}

/** What a person wrote as a result. */
export function toResult({ text, isError, blocks }: HandDraft): ToolResult {
  if (blocks.length === 0) return { content: text, isError }
  const words = text.trim() === '' ? [] : [{ type: 'text', text }]
  return { content: [...words, ...blocks], isError }
}

function isText(block: Block): block is Block & { text: string } {
  return block.type === 'text' && typeof block.text === 'string'
}
