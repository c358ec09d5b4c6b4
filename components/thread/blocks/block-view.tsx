import { type ComponentType, memo } from 'react'
import type { Block } from '@/lib/wire/types'
import { JsonBlock } from './json-block'
import { RedactedBlock } from './redacted-block'
import { TextBlock } from './text-block'
import { ThinkingBlock } from './thinking-block'
import { ToolUseBlock } from './tool-use-block'

export interface BlockProps {
  block: Block
  /** True while the block is still growing. */
  isLive: boolean
  /** When it began, by this tab's clock; null once finished or where nobody knows. */
  startedAt: number | null
  /** How long it took, in ms; null while it grows or where nobody measured. */
  duration: number | null
  /** The run's, for a thinking block that is the only one. */
  thinkingTokens: number | null
}

/** Block type to view. Any other type shows as folded JSON. */
const VIEWS: ReadonlyMap<string, ComponentType<BlockProps>> = new Map([
  ['text', TextBlock],
  ['thinking', ThinkingBlock],
  ['redacted_thinking', RedactedBlock],
  ['tool_use', ToolUseBlock],
  ['server_tool_use', ToolUseBlock],
  ['mcp_tool_use', ToolUseBlock],
])

/** One block of an answer. A finished block keeps its identity, so it is not drawn again. */
export const BlockView = memo(function BlockView(props: BlockProps) {
  const View = VIEWS.get(props.block.type) ?? JsonBlock
  return <View {...props} />
})
