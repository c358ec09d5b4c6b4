import { useTranslations } from 'use-intl'
import { Tooltip } from '../ui/tooltip'
import { useCopy } from '../ui/use-copy'

/** An id in mono that is copied by a click. */
export function CopyText({ text, label }: { text: string; label: string }) {
  const t = useTranslations('chat.metrics')
  const { isCopied, copy } = useCopy(text)
  return (
    <Tooltip label={isCopied ? t('copied') : label}>
      <button
        type="button"
        aria-label={isCopied ? t('copied') : label}
        onClick={copy}
        className="fade max-w-full truncate rounded-sm font-mono text-[12px] text-ink-3 leading-4 hover:text-ink phone:min-h-11"
      >
        {text}
      </button>
    </Tooltip>
  )
}
