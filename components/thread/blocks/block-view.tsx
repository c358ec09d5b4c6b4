import { type ComponentType, memo } from 'react'
import type { BlockProps } from './block-props'
import { JsonBlock } from './json-block'
import { RedactedBlock } from './redacted-block'
import { TextBlock } from './text-block'
import { ThinkingBlock } from './thinking-block'
import { ToolUseBlock } from './tool-use-block'

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
