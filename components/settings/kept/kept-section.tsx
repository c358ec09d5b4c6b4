'use client'

import { useTranslations } from 'use-intl'
import type { Settings } from '@/lib/domain/settings'
import { Section } from '../section'
import { KeptGroup } from './kept-group'
import { LinkedRequests } from './linked-requests'
import { ResponseCache } from './response-cache'

/** What is kept of what passes through, within which limits, and how much that is. */
export function KeptSection({ settings }: { settings: Settings }) {
  const t = useTranslations('settings.kept')
  return (
    <Section id="kept" title={t('title')} text={t('text')}>
      <div className="flex flex-col gap-6">
        <KeptGroup name="bodies" keeping={settings.keeping} />
        <KeptGroup name="copies" keeping={settings.keeping} />
        <ResponseCache />
        <LinkedRequests />
      </div>
    </Section>
  )
}
