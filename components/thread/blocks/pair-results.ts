import type { Block } from '@/lib/wire/types'

/**
 * The results among the blocks of a message by the index of the call that each belongs to: the two
 * are drawn as one. A result without its call stands alone.
 */
export function pairResults(content: readonly Block[]): ReadonlyMap<number, Block> {
  const calls = new Map<unknown, number>()
  const pairs = new Map<number, Block>()
  for (const [index, block] of content.entries()) {
    if (typeof block.id === 'string' && block.type.endsWith('tool_use')) calls.set(block.id, index)
    const call = block.type.endsWith('tool_result') ? calls.get(block.tool_use_id) : undefined
    if (call !== undefined && !pairs.has(call)) pairs.set(call, block)
  }
  return pairs
}
