import { ArrowUp, CornerDownLeft } from 'lucide-react'
import { useContext } from 'react'
import { useTranslations } from 'use-intl'
import { chordText } from '../actions/chord'
import { PreferencesContext } from '../shell/preferences-context'
import { Button } from '../ui/button'
import { useIsMac } from '../ui/use-is-mac'

interface Props {
  isBusy: boolean
  isDisabled: boolean
  /** In place of “Send”. */
  label?: string | undefined
  onSend: () => void
}

/** Sends the draft. On a phone it is the arrow alone. */
export function SendButton({ isBusy, isDisabled, label, onSend }: Props) {
  const t = useTranslations('chat.composer')
  const { sendKey } = useContext(PreferencesContext)
  const isMac = useIsMac()
  return (
    <Button
      variant="primary"
      size="large"
      busy={isBusy && t('sending')}
      disabled={isDisabled}
      onClick={onSend}
      className="phone:w-11 phone:px-0!"
    >
      <span className="phone:sr-only">{label ?? t('send')}</span>
      {sendKey === 'mod-enter' && (
        <span aria-hidden className="font-normal phone:hidden">
          {chordText('Mod', isMac)}
        </span>
      )}
      <CornerDownLeft aria-hidden size={14} strokeWidth={1.5} className="phone:hidden" />
      <ArrowUp aria-hidden size={20} strokeWidth={1.5} className="md:hidden" />
    </Button>
  )
}
