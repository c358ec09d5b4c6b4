import type { HandDraft } from '@/lib/client/stores/draft'
import type { ToolResult } from '@/lib/domain/tools/answer'
import { canonicalJson } from '@/lib/wire/json'
import type { Block } from '@/lib/wire/types'

/** A result as a person writes it: the text that it begins with, and what comes after that, in its order. */
export function handResultOf(result: ToolResult | null): HandDraft {
  if (result === null) return { text: '', isError: false, blocks: [] }
  const { content, isError } = result
  if (typeof content === 'string') return { text: content, isError, blocks: [] }
  const [first, ...others] = content
  if (first === undefined || !isText(first) || Object.keys(first).length > 2) {
    return { text: '', isError, blocks: content }
  }
  return { text: first.text, isError, blocks: others }
}

/** What a person wrote as a result. */
export function toResult({ text, isError, blocks }: HandDraft): ToolResult {
  if (blocks.length === 0) return { content: text, isError }
  const content = [{ type: 'text', text }, ...blocks]
  return { content: content.filter((block) => !isText(block) || block.text.trim() !== ''), isError }
}

/** True where a person changed nothing of a result. */
export function isAsItWas(draft: HandDraft, result: ToolResult): boolean {
  return canonicalJson({ ...draft }) === canonicalJson({ ...handResultOf(result) })
}

export function isText(block: Block): block is Block & { text: string } {
  return block.type === 'text' && typeof block.text === 'string'
}
