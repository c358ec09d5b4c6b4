'use client'

import { CircleX } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { useErrorWords } from '../ui/use-error-words'

/** Says in place that a change was not saved. */
export function SaveError({ error }: { error: Error | null }) {
  const t = useTranslations('settings')
  const errorWords = useErrorWords()
  if (error === null) return null
  return (
    <p role="alert" className="flex items-start gap-1.5 pt-2 text-bad text-small">
      <CircleX aria-hidden size={14} strokeWidth={1.5} className="mt-px shrink-0" />
      {t('saveFailed', { reason: errorWords(error) })}
    </p>
  )
}
