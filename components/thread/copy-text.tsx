import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Tooltip } from '../ui/tooltip'

const SHOWN_FOR_MS = 1500

/** An id in mono that is copied by a click. */
export function CopyText({ text, label }: { text: string; label: string }) {
  const t = useTranslations('chat.metrics')
  const [isCopied, setIsCopied] = useState(false)
  useEffect(() => {
    if (!isCopied) return
    const timer = setTimeout(() => setIsCopied(false), SHOWN_FOR_MS)
    return () => clearTimeout(timer)
  }, [isCopied])
  return (
    <Tooltip label={isCopied ? t('copied') : label}>
      <button
        type="button"
        aria-label={isCopied ? t('copied') : label}
        onClick={() => void navigator.clipboard.writeText(text).then(() => setIsCopied(true))}
        className="fade max-w-full truncate rounded-sm font-mono text-[12px] text-ink-3 leading-4 hover:text-ink phone:min-h-11"
      >
        {text}
      </button>
    </Tooltip>
  )
}
