import { Database } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { type RunSummary, stateOf } from '@/lib/domain/run-list'
import { cx } from '../ui/cx'
import { LiveIcon } from '../ui/live-icon'
import { STATE_LOOKS, useStateWord } from './run-words'

interface Props {
  run: Pick<RunSummary, 'status' | 'stopReason' | 'httpStatus' | 'replayOf'>
  className?: string
}

/** A run's state: icon and word. An answer of the response cache has that one's icon, and its word in place of "Done". */
export function StateMark({ run, className }: Props) {
  const t = useTranslations('runCache')
  const word = useStateWord()
  const state = stateOf(run)
  const { icon, tone } = STATE_LOOKS[state]
  const isKept = run.replayOf !== null && state !== 'live'
  const Icon = isKept ? Database : icon
  return (
    <span
      title={isKept ? t('state') : undefined}
      className={cx('flex min-w-0 items-center gap-1.5', tone, className)}
    >
      {Icon === null ? (
        <LiveIcon size={14} />
      ) : (
        <Icon aria-hidden size={14} strokeWidth={1.5} className="shrink-0" />
      )}
      {isKept && state !== 'done' && <span className="sr-only">{t('state')}</span>}
      <span className="truncate">{isKept && state === 'done' ? t('state') : word(run)}</span>
    </span>
  )
}
