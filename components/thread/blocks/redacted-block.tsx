import { useFormatter, useTranslations } from 'use-intl'
import { BlockFrame } from './block-frame'
import type { BlockProps } from './block-props'

/** Thinking that came encrypted: nobody can read it, and it goes back as it is. */
export function RedactedBlock({ block }: BlockProps) {
  const t = useTranslations('chat.blocks')
  const format = useFormatter()
  const kilobytes = (typeof block.data === 'string' ? block.data.length : 0) / 1000
  const size = format.number(kilobytes, {
    style: 'unit',
    unit: 'kilobyte',
    maximumFractionDigits: 1,
  })
  return <BlockFrame name={t('redacted')} note={t('kept', { size })} value={block} />
}
