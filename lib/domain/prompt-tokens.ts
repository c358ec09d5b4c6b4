import type { Block, MessagesBody } from '@/lib/wire/types'
import { estimateTokens } from './token-estimate'

/** About how many tokens the texts of a request take: a guess, until the upstream has counted. */
export function promptTokens({ system, tools, messages }: MessagesBody): number {
  const before = [
    ...(system === undefined ? [] : blocksOf(system)),
    ...(tools === undefined ? [] : [textBlock(JSON.stringify(tools))]),
  ]
  return estimateTokens(before) + messageTokens(messages)
}

/** The same of its turns alone. */
export function messageTokens(messages: MessagesBody['messages']): number {
  return estimateTokens(messages.flatMap(({ content }) => blocksOf(content)).flatMap(textsOf))
}

function textBlock(text: string): Block {
  return { type: 'text', text }
}

function blocksOf(content: unknown): Block[] {
  if (typeof content === 'string') return [textBlock(content)]
  return Array.isArray(content) ? content : []
}

/** What a block is to be measured by: of calls and their results the texts in them, too. */
function textsOf(block: Block): Block[] {
  if (block.type === 'tool_use') return [textBlock(JSON.stringify(block.input ?? {}))]
  if (block.type === 'tool_result') return blocksOf(block.content)
  return [block]
}
