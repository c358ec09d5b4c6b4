'use client'

import { useTranslations } from 'use-intl'
import type { Settings } from '@/lib/domain/settings'
import { CopyButton } from '../ui/copy-button'
import { GatewayKey } from './gateway-key'
import { ReadOnlyField } from './read-only-field'
import { SdkSnippets } from './sdk-snippets'
import { Section } from './section'

/** What an outside SDK needs: the base URL, the key, and how to use them. */
export function GatewaySection({ settings }: { settings: Settings }) {
  const t = useTranslations('settings.gateway')
  const common = useTranslations('common')
  const baseUrl = window.location.origin
  return (
    <Section id="gateway" title={t('title')} text={t('text')}>
      <div className="grid grid-cols-[minmax(0,19rem)_minmax(0,1fr)] gap-6 max-lg:grid-cols-1">
        <div className="flex flex-col gap-4">
          <ReadOnlyField
            label={t('baseUrl')}
            value={baseUrl}
            end={
              <CopyButton text={baseUrl} label={t('copyBaseUrl')} copiedLabel={common('copied')} />
            }
          />
          <GatewayKey gateway={settings.gateway} />
        </div>
        <SdkSnippets baseUrl={baseUrl} keyFile={settings.gateway.keyFile} />
      </div>
    </Section>
  )
}
