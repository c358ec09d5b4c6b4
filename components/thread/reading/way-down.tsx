import { ArrowDown } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { cx } from '../../ui/cx'

interface Props {
  /** Text has come since; else the end is far off. */
  isNew: boolean
  className: string
  onClick(): void
}

/** Leads to the end of what is read. */
export function WayDown({ isNew, className, onClick }: Props) {
  const t = useTranslations('chat')
  return (
    <button
      type="button"
      onClick={onClick}
      className={cx(
        'fade absolute bottom-2 [anchor-name:--new-text] flex h-8 -translate-x-1/2 items-center gap-2 rounded-full bg-raised px-3.5 font-medium text-ui shadow-float hover:bg-hover phone:h-11',
        className,
      )}
    >
      <ArrowDown aria-hidden size={16} strokeWidth={1.5} className="text-ink-3" />
      {t(isNew ? 'newText' : 'toEnd')}
    </button>
  )
}
