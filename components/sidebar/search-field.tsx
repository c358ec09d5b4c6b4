import { Search } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { chordText } from '../actions/chord'
import { useShell } from '../shell/shell-context'
import { Keys } from '../ui/keys'
import { useIsMac } from '../ui/use-is-mac'

/** The way into the palette, which searches everything. */
export function SearchField({ onOpen }: { onOpen?: (() => void) | undefined }) {
  const t = useTranslations('actions')
  const isMac = useIsMac()
  const { setOverlay } = useShell()
  return (
    <button
      type="button"
      aria-haspopup="dialog"
      onClick={() => {
        onOpen?.()
        setOverlay('palette')
      }}
      className="fade mb-2 flex h-8 shrink-0 items-center gap-2.5 rounded-md bg-field px-2 text-left text-ink-3 text-ui shadow-edge hover:text-ink-2 phone:h-11 phone:text-column"
    >
      <Search aria-hidden size={16} strokeWidth={1.5} className="shrink-0" />
      <span className="min-w-0 flex-1 truncate">{t('search')}</span>
      <Keys keys={chordText('Mod+K', isMac)} className="phone:hidden" />
    </button>
  )
}
