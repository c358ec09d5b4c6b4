'use client'

import { useTranslations } from 'use-intl'
import { doAction } from '@/lib/client/stores/actions'
import { SEND_KEYS } from '@/lib/domain/preferences'
import type { Settings } from '@/lib/domain/settings'
import { chordText } from '../actions/chord'
import { SEND_CHORDS } from '../composer/use-send-keys'
import { Button } from '../ui/button'
import { Segment } from '../ui/segment'
import { useIsMac } from '../ui/use-is-mac'
import { SaveError } from './save-error'
import { Section } from './section'
import { SettingRow } from './setting-row'
import { useSavePreferences } from './use-save-preferences'

/** Which key sends, and the way to all others. */
export function KeyboardSection({ settings }: { settings: Settings }) {
  const t = useTranslations('settings.keyboard')
  const isMac = useIsMac()
  const { save, error } = useSavePreferences()
  const { sendKey } = settings.preferences
  return (
    <Section id="keyboard" title={t('title')}>
      <SettingRow
        label={t('sendKey')}
        hint={t('sendHint', { key: chordText(SEND_CHORDS[sendKey].newLine, isMac) })}
      >
        <Segment
          label={t('sendKey')}
          value={sendKey}
          options={SEND_KEYS.map((value) => ({
            value,
            label: chordText(SEND_CHORDS[value].send, isMac),
          }))}
          onValueChange={(next) => save({ preferences: { sendKey: next } })}
        />
      </SettingRow>
      <SaveError error={error} />
      <Button className="mt-3" onClick={() => doAction('showShortcuts')}>
        {t('showAll')}
      </Button>
    </Section>
  )
}
