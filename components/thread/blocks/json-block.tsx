import { useTranslations } from 'use-intl'
import { BlockFrame } from './block-frame'
import type { BlockProps } from './block-props'

/** A block that no view knows: kept, and shown as it came. */
export function JsonBlock({ block }: BlockProps) {
  const t = useTranslations('chat.blocks')
  const note = block.type.endsWith('_tool_result') ? t('toolResult') : t('unknown')
  return <BlockFrame name={block.type} note={note} isMono value={block} />
}
