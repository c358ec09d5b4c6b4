import { useTranslations } from 'use-intl'
import { JsonTree } from '../../ui/json-tree'
import { useByteSize } from '../../ui/use-byte-size'
import { BlockFrame } from './block-frame'
import type { BlockProps } from './block-props'

/** Thinking that came encrypted: nobody can read it, and it goes back as it is. */
export function RedactedBlock({ block }: BlockProps) {
  const t = useTranslations('chat.blocks')
  const size = useByteSize()
  const length = typeof block.data === 'string' ? block.data.length : 0
  return (
    <BlockFrame name={t('redacted')} note={t('kept', { size: size(length) })}>
      {() => <JsonTree value={block} />}
    </BlockFrame>
  )
}
