'use client'

import { useTranslations } from 'use-intl'
import type { Settings } from '@/lib/domain/settings'
import { CopyButton } from '../ui/copy-button'
import { ReadOnlyField } from './read-only-field'
import { Section } from './section'

/** Where everything lies. */
export function StorageSection({ settings }: { settings: Settings }) {
  const t = useTranslations('settings.storage')
  const common = useTranslations('common')
  return (
    <Section id="storage" title={t('title')} text={t('text')}>
      <div className="max-w-120">
        <ReadOnlyField
          label={t('dataDir')}
          value={settings.dataDir}
          hint={t('version', { version: settings.version })}
          end={
            <CopyButton
              text={settings.dataDir}
              label={t('copyDataDir')}
              copiedLabel={common('copied')}
            />
          }
        />
      </div>
    </Section>
  )
}
