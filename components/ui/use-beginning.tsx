import { type ReactNode, useState } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import { cx } from './cx'

/** A very long text from its beginning, and the button that shows the rest; null where all is shown. */
export function useBeginning(
  text: string,
  most: number,
  className?: string,
): { shown: string; isCut: boolean; more: ReactNode } {
  const t = useTranslations('common')
  const format = useFormatter()
  const [isWhole, setWhole] = useState(false)
  const isCut = text.length > most && !isWhole
  return {
    shown: isCut ? text.slice(0, most) : text,
    isCut,
    more: isCut ? (
      <button
        type="button"
        onClick={() => setWhole(true)}
        className={cx(
          'fade rounded-sm font-medium text-accent hover:text-accent-hover phone:min-h-11',
          className,
        )}
      >
        {t('wholeText', { count: format.number(text.length) })}
      </button>
    ) : null,
  }
}
