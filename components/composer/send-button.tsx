import { ArrowUp, CornerDownLeft } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { Button } from '../ui/button'

interface Props {
  isBusy: boolean
  isDisabled: boolean
  onSend: () => void
}

/** Sends the draft. On a phone it is the arrow alone. */
export function SendButton({ isBusy, isDisabled, onSend }: Props) {
  const t = useTranslations('chat.composer')
  return (
    <Button
      variant="primary"
      size="large"
      busy={isBusy && t('sending')}
      disabled={isDisabled}
      onClick={onSend}
      className="phone:w-11 phone:px-0"
    >
      <span className="phone:sr-only">{t('send')}</span>
      <CornerDownLeft aria-hidden size={14} strokeWidth={1.5} className="phone:hidden" />
      <ArrowUp aria-hidden size={20} strokeWidth={1.5} className="md:hidden" />
    </Button>
  )
}
