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

/** A run's state: icon and word. An answer of the response cache says so in place of "Done". */
export function StateMark({ run, className }: Props) {
  const t = useTranslations('runCache')
  const word = useStateWord()
  const state = stateOf(run)
  const { icon, tone } = STATE_LOOKS[state]
  const isKept = run.replayOf !== null && state !== 'live'
  const isPlain = isKept && state === 'done'
  const Icon = isPlain ? Database : icon
  return (
    <span className={cx('flex min-w-0 items-center gap-1.5', tone, className)}>
      {Icon === null ? (
        <LiveIcon size={14} />
      ) : (
        <Icon aria-hidden size={14} strokeWidth={1.5} className="shrink-0" />
      )}
      <span className="truncate">{isPlain ? t('state') : word(run)}</span>
      {isKept && !isPlain && (
        <span title={t('state')} className="-ml-0.5 shrink-0">
          <Database aria-hidden size={12} strokeWidth={1.5} className="text-ink-3" />
          <span className="sr-only">{t('state')}</span>
        </span>
      )}
    </span>
  )
}
