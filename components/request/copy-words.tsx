import { useTranslations } from 'use-intl'
import { cx } from '../ui/cx'
import { useCopy } from '../ui/use-copy'

const WORDS =
  'fade h-7 rounded-md px-1.5 font-medium text-ink-2 text-small hover:bg-hover hover:text-ink phone:h-11 phone:text-title'

/** Copies a text by a click on a few words. */
export function CopyWords({ text, label }: { text: Parameters<typeof useCopy>[0]; label: string }) {
  const common = useTranslations('common')
  const { isCopied, copy } = useCopy(text)
  return (
    <button type="button" onClick={copy} className={WORDS}>
      {/* Both have their room, so that nothing beside it moves. */}
      <span aria-live="polite" className="grid *:[grid-area:1/1]">
        <span className={cx(isCopied && 'invisible')}>{label}</span>
        <span className={cx(!isCopied && 'invisible')}>{common('copied')}</span>
      </span>
    </button>
  )
}
