import { useTranslations } from 'use-intl'
import { JsonTree } from '../../ui/json-tree'
import { BlockFrame } from './block-frame'
import type { BlockProps } from './block-props'

/** A block that no view knows: kept, and shown as it came. */
export function JsonBlock({ block }: BlockProps) {
  const t = useTranslations('chat.blocks')
  return (
    <BlockFrame name={block.type} note={t('unknown')} isMono>
      {() => <JsonTree value={block} open={2} />}
    </BlockFrame>
  )
}
