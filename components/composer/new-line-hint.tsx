import { ArrowBigUp, CornerDownLeft } from 'lucide-react'
import { useContext } from 'react'
import { useTranslations } from 'use-intl'
import { PreferencesContext } from '../shell/preferences-context'

/** Which key breaks the line, beside the button that names the one that sends. */
export function NewLineHint() {
  const t = useTranslations('chat.composer')
  const { sendKey } = useContext(PreferencesContext)
  return (
    <span aria-hidden className="flex items-center gap-1 text-ink-3 text-small phone:hidden">
      {sendKey === 'enter' && <ArrowBigUp size={14} strokeWidth={1.5} className="-mr-0.5" />}
      <CornerDownLeft size={14} strokeWidth={1.5} />
      {t('newLine')}
    </span>
  )
}
