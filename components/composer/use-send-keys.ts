import { useContext } from 'react'
import type { SendKey } from '@/lib/domain/preferences'
import type { Chord } from '../actions/chord'
import { PreferencesContext } from '../shell/preferences-context'

export const SEND_CHORDS: Readonly<Record<SendKey, { send: Chord; newLine: Chord }>> = {
  enter: { send: 'Enter', newLine: 'Shift+Enter' },
  'mod-enter': { send: 'Mod+Enter', newLine: 'Enter' },
}

/** The chords that send and that break the line, as chosen. */
export function useSendKeys() {
  return SEND_CHORDS[useContext(PreferencesContext).sendKey]
}
