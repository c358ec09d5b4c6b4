'use client'

import { useTranslations } from 'use-intl'
import type { Settings } from '@/lib/domain/settings'
import { CopyButton } from '../../ui/copy-button'
import { OpenAiClients } from '../openai-clients'
import { ReadOnlyField } from '../read-only-field'
import { SdkSnippets } from '../sdk-snippets'
import { Section } from '../section'
import { UpstreamUrls } from '../upstream-urls'
import { GatewayKeys } from './gateway-keys'

/** What an outside SDK needs: the base URL, a key, and how to use them. */
export function GatewaySection({ settings }: { settings: Settings }) {
  const t = useTranslations('settings.gateway')
  const common = useTranslations('common')
  const baseUrl = window.location.origin
  return (
    <Section id="gateway" title={t('title')} text={t('text')}>
      <div className="flex flex-col gap-5">
        <div className="max-w-76 phone:max-w-none">
          <ReadOnlyField
            label={t('baseUrl')}
            value={baseUrl}
            end={
              <CopyButton text={baseUrl} label={t('copyBaseUrl')} copiedLabel={common('copied')} />
            }
          />
        </div>
        <UpstreamUrls upstreams={settings.upstreams} baseUrl={baseUrl} />
        <GatewayKeys settings={settings} baseUrl={baseUrl} />
        <SdkSnippets baseUrl={baseUrl} keyFile={settings.gateway.keyFile} />
        <OpenAiClients openai={settings.openai} origin={baseUrl} />
      </div>
    </Section>
  )
}
