import { RotateCw } from 'lucide-react'
import { useTranslations } from 'use-intl'
import type { RunRetry } from '@/lib/domain/run'
import { useDuration } from './use-duration'
import { useGap } from './use-gap'
import { useRetryWords } from './use-retry-words'

interface Props {
  retries: readonly RunRetry[]
  isAnswered: boolean
  /** When the run ended, ms since the epoch. */
  endedAt: number | null
}

/** The line over what came after the first attempt: what failed at first, and what the others cost. */
export function SettledRetry({ retries, isAnswered, endedAt }: Props) {
  const t = useTranslations('chat.retry')
  const words = useRetryWords()
  const gap = useGap()
  const duration = useDuration()
  const first = retries[0]
  const last = retries.at(-1)
  if (first === undefined || last === undefined) return null
  // Its wait was not over when somebody stopped it.
  const isCancelled = endedAt !== null && endedAt < last.at + last.waitMs
  // Where all failed alike, the note below says how.
  const saysFirst = isAnswered || isCancelled
  const waited = retries.reduce((sum, { waitMs }) => sum + waitMs, 0)
  return (
    <p className="mb-1 flex items-start gap-1.5 text-ink-3 text-small">
      <RotateCw aria-hidden size={14} strokeWidth={1.5} className="mt-px shrink-0" />
      <span>
        {saysFirst && (
          <>
            {t('atFirst', { what: words(first), status: first.httpStatus ?? 'none' })}
            {gap}
          </>
        )}
        {t(isAnswered ? 'answered' : isCancelled ? 'cancelled' : 'unanswered', {
          attempt: last.attempt,
          of: last.of,
          duration: duration(waited),
        })}
      </span>
    </p>
  )
}
