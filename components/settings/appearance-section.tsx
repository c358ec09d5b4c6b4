'use client'

import { useTheme } from 'next-themes'
import { useTranslations } from 'use-intl'
import { MOTIONS, TEXT_SIZES } from '@/lib/domain/preferences'
import { LOCALES, type Settings } from '@/lib/domain/settings'
import { Segment } from '../ui/segment'
import { SaveError } from './save-error'
import { Section } from './section'
import { SettingRow } from './setting-row'
import { useSavePreferences } from './use-save-preferences'

const THEMES = ['system', 'light', 'dark'] as const
const LANGUAGES = ['auto', ...LOCALES] as const

/** How everything looks. The theme is this browser's; the rest is the owner's and kept by the server. */
export function AppearanceSection({ settings }: { settings: Settings }) {
  const t = useTranslations('settings.appearance')
  const { save, error } = useSavePreferences()
  const { theme = 'system', setTheme } = useTheme()
  const { locale, preferences } = settings

  return (
    <Section id="appearance" title={t('title')}>
      <div className="flex flex-col gap-3">
        <SettingRow label={t('language')}>
          <Segment
            label={t('language')}
            value={locale ?? 'auto'}
            options={LANGUAGES.map((value) => ({ value, label: t(`languages.${value}`) }))}
            onValueChange={(language) => save({ locale: language === 'auto' ? null : language })}
          />
        </SettingRow>
        <SettingRow label={t('theme')}>
          <Segment
            label={t('theme')}
            value={THEMES.find((known) => known === theme) ?? 'system'}
            options={THEMES.map((value) => ({ value, label: t(`themes.${value}`) }))}
            onValueChange={setTheme}
          />
        </SettingRow>
        <SettingRow label={t('textSize')}>
          <Segment
            label={t('textSize')}
            value={preferences.textSize}
            options={TEXT_SIZES.map((value) => ({
              value,
              label: t('percent', { percent: value }),
            }))}
            onValueChange={(textSize) => save({ preferences: { textSize } })}
          />
        </SettingRow>
        <SettingRow label={t('motion')}>
          <Segment
            label={t('motion')}
            value={preferences.motion}
            options={MOTIONS.map((value) => ({ value, label: t(`motions.${value}`) }))}
            onValueChange={(motion) => save({ preferences: { motion } })}
          />
        </SettingRow>
      </div>
      <SaveError error={error} />
    </Section>
  )
}
