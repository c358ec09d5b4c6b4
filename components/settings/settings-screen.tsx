'use client'

import { useQuery } from '@tanstack/react-query'
import { CircleX } from 'lucide-react'
import { useRef } from 'react'
import { useTranslations } from 'use-intl'
import { settingsQuery } from '@/lib/client/queries/settings'
import type { Settings } from '@/lib/domain/settings'
import { TopBar } from '../shell/top-bar'
import { Button } from '../ui/button'
import { LoadingBars } from '../ui/loading-bars'
import { Note } from '../ui/note'
import { AccountSection } from './account-section'
import { AppearanceSection } from './appearance-section'
import { DefaultsSection } from './defaults-section'
import { GatewaySection } from './gateway-keys/gateway-section'
import { KeptSection } from './kept/kept-section'
import { KeyboardSection } from './keyboard-section'
import { PricesSection } from './prices-section'
import { SandboxSection } from './sandbox-section'
import { SectionList } from './section-list'
import { StorageSection } from './storage-section'
import { UpstreamsSection } from './upstreams-section'
import { useSectionInView } from './use-section-in-view'

/** Everything that is set once, on one page with a list of its parts. */
export function SettingsScreen() {
  const t = useTranslations('settings')
  const app = useTranslations('app')
  const scroller = useRef<HTMLDivElement>(null)
  const { data, isError, refetch } = useQuery(settingsQuery())
  const current = useSectionInView(scroller, data !== undefined)
  return (
    <>
      <title>{`${t('title')} – ${app('name')}`}</title>
      <div className="hidden w-50 shrink-0 flex-col border-line border-l bg-side lg:flex">
        <h1 className="flex h-12 shrink-0 items-center px-6 font-semibold text-title">
          {t('title')}
        </h1>
        <SectionList current={current} absent={data?.hasPassword === false ? ['account'] : []} />
      </div>
      <div className="flex min-w-0 flex-1 flex-col">
        <div className="lg:hidden">
          <TopBar
            title={<h1 className="font-semibold text-title">{t('title')}</h1>}
            hasPanel={false}
          />
        </div>
        <div ref={scroller} className="relative min-h-0 flex-1 overflow-y-auto px-6 phone:px-4">
          <div className="mx-auto max-w-192 pt-5">
            {data !== undefined ? (
              <Sections settings={data} />
            ) : isError ? (
              <Note
                tone="bad"
                role="alert"
                icon={CircleX}
                title={t('loadFailed')}
                actions={<Retry onRetry={() => void refetch()} />}
              />
            ) : (
              <LoadingBars count={6} label={t('title')} />
            )}
          </div>
        </div>
      </div>
    </>
  )
}

function Sections({ settings }: { settings: Settings }) {
  return (
    <>
      <UpstreamsSection settings={settings} />
      <DefaultsSection settings={settings} />
      <GatewaySection settings={settings} />
      <PricesSection settings={settings} />
      <SandboxSection settings={settings} />
      <AppearanceSection settings={settings} />
      <KeyboardSection settings={settings} />
      <KeptSection settings={settings} />
      <StorageSection settings={settings} />
      {settings.hasPassword && <AccountSection />}
    </>
  )
}

function Retry({ onRetry }: { onRetry: () => void }) {
  const common = useTranslations('common')
  return <Button onClick={onRetry}>{common('retry')}</Button>
}
