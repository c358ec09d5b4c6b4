'use client'

import { useRouter } from 'next/navigation'
import { useTheme } from 'next-themes'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { usePatchSettings } from '@/lib/client/queries/settings'
import { LOCALES, type Settings } from '@/lib/domain/settings'
import { Segment } from '../ui/segment'
import { SaveError } from './save-error'
import { Section } from './section'

const THEMES = ['system', 'light', 'dark'] as const
const LANGUAGES = ['auto', ...LOCALES] as const

/** The language is the owner's and kept by the server; the theme is this browser's. */
export function AppearanceSection({ settings }: { settings: Settings }) {
  const t = useTranslations('settings.appearance')
  const router = useRouter()
  const patch = usePatchSettings()
  const { theme = 'system', setTheme } = useTheme()
  const saveLanguage = (language: (typeof LANGUAGES)[number]) =>
    patch.mutate(
      { locale: language === 'auto' ? null : language },
      { onSuccess: () => router.refresh() },
    )

  return (
    <Section id="appearance" title={t('title')}>
      <div className="flex flex-col gap-3">
        <Row label={t('language')}>
          <Segment
            label={t('language')}
            value={settings.locale ?? 'auto'}
            options={LANGUAGES.map((value) => ({ value, label: t(`languages.${value}`) }))}
            onValueChange={saveLanguage}
          />
        </Row>
        <Row label={t('theme')}>
          <Segment
            label={t('theme')}
            value={THEMES.find((known) => known === theme) ?? 'system'}
            options={THEMES.map((value) => ({ value, label: t(`themes.${value}`) }))}
            onValueChange={setTheme}
          />
        </Row>
      </div>
      <SaveError error={patch.error} />
    </Section>
  )
}

function Row({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="grid max-w-160 grid-cols-[7rem_minmax(0,22rem)] items-center gap-x-4 gap-y-1 phone:grid-cols-1">
      <span className="text-ink-2 text-ui">{label}</span>
      {children}
    </div>
  )
}
