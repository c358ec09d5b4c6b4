import { type ComponentType, memo } from 'react'
import { AttachedBlock, isAttached } from './attached-block'
import type { BlockProps } from './block-props'
import { JsonBlock } from './json-block'
import { RedactedBlock } from './redacted-block'
import { TextBlock } from './text-block'
import { ThinkingBlock } from './thinking-block'
import { ToolCallBlock, ToolResultBlock } from './tool-call-block'

/** Block type to view. What comes with a turn has a table of its own; any other type shows as folded JSON. */
const VIEWS: ReadonlyMap<string, ComponentType<BlockProps>> = new Map([
  ['text', TextBlock],
  ['thinking', ThinkingBlock],
  ['redacted_thinking', RedactedBlock],
  ['tool_use', ToolCallBlock],
  ['server_tool_use', ToolCallBlock],
  ['mcp_tool_use', ToolCallBlock],
])

/** Air around what stands among the text of an answer. */
function Attached({ block }: BlockProps) {
  return (
    <div className="my-2 first:mt-0 last:mb-0">
      <AttachedBlock block={block} />
    </div>
  )
}

function viewOf(block: BlockProps['block']): ComponentType<BlockProps> {
  if (isAttached(block)) return Attached
  // A result of a tool of tomorrow is one all the same.
  return VIEWS.get(block.type) ?? (block.type.endsWith('tool_result') ? ToolResultBlock : JsonBlock)
}

/** One block of an answer. A finished block keeps its identity, so it is not drawn again. */
export const BlockView = memo(function BlockView(props: BlockProps) {
  const View = viewOf(props.block)
  return <View {...props} />
})
