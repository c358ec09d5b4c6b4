import { useTranslations } from 'use-intl'
import { BlockFrame } from './block-frame'
import type { BlockProps } from './block-props'

/** A call that the model asks for; its input, once it has all come. */
export function ToolUseBlock({ block, isLive }: BlockProps) {
  const t = useTranslations('chat.blocks')
  const name = typeof block.name === 'string' ? block.name : block.type
  const note = block.type === 'tool_use' ? t('toolCall') : t('serverTool')
  return <BlockFrame name={name} note={note} isMono isLive={isLive} value={block.input ?? block} />
}
