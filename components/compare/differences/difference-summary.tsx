import { Equal } from 'lucide-react'
import { useTranslations } from 'use-intl'

interface Props {
  /** Whether nothing at all differs. */
  isSame: boolean
  /** So many words. */
  added: number
  removed: number
  isCoarse: boolean
}

/** In a line, how much differs by words. */
export function DifferenceSummary({ isSame, added, removed, isCoarse }: Props) {
  const t = useTranslations('differences')
  if (isSame) return <SameLine />
  const words = () => {
    if (added > 0 && removed > 0) return t('both', { added, removed })
    if (added > 0) return t('added', { added })
    return removed > 0 ? t('removed', { removed }) : t('signsOnly')
  }
  return (
    <>
      <p className="text-ink-3 text-small">{words()}</p>
      {isCoarse && <p className="text-ink-3 text-small">{t('coarse')}</p>}
    </>
  )
}

/** That there is nothing to see. */
export function SameLine() {
  const t = useTranslations('differences')
  return (
    <p className="flex items-center gap-1.5 text-ink-3 text-small">
      <Equal aria-hidden size={14} strokeWidth={1.5} />
      {t('same')}
    </p>
  )
}
