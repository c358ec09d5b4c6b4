'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { storageQuery } from '@/lib/client/queries/settings'
import type { Settings } from '@/lib/domain/settings'
import { CopyButton } from '../ui/copy-button'
import { useByteSize } from '../ui/use-byte-size'
import { ReadOnlyField } from './read-only-field'
import { Section } from './section'

/** Where everything lies, and how much of the disk it takes. */
export function StorageSection({ settings }: { settings: Settings }) {
  const t = useTranslations('settings.storage')
  const common = useTranslations('common')
  return (
    <Section id="storage" title={t('title')} text={t('text')}>
      <div className="flex max-w-120 flex-col gap-4">
        <ReadOnlyField
          label={t('dataDir')}
          value={settings.dataDir}
          end={
            <CopyButton
              text={settings.dataDir}
              label={t('copyDataDir')}
              copiedLabel={common('copied')}
            />
          }
        />
        <Size />
        <p className="text-ink-3 text-small">{t('version', { version: settings.version })}</p>
      </div>
    </Section>
  )
}

function Size() {
  const t = useTranslations('settings.storage')
  const sizeOf = useByteSize()
  const { data, isError } = useQuery(storageQuery())
  const words = () => {
    if (isError) return t('sizeFailed')
    if (data === undefined) return t('sizePending')
    return t('sizes', { size: sizeOf(data.total), database: sizeOf(data.database) })
  }
  return (
    <div>
      <p className="text-ink-3 text-small">{t('size')}</p>
      <p className="text-ui">{words()}</p>
    </div>
  )
}
