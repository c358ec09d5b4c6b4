import { type RunSummary, stateOf } from '@/lib/domain/run-list'
import { cx } from '../ui/cx'
import { LiveIcon } from '../ui/live-icon'
import { STATE_LOOKS, useStateWord } from './run-words'

interface Props {
  run: Pick<RunSummary, 'status' | 'stopReason' | 'httpStatus'>
  className?: string
}

/** A run's state: icon and word. */
export function StateMark({ run, className }: Props) {
  const word = useStateWord()
  const { icon: Icon, tone } = STATE_LOOKS[stateOf(run)]
  return (
    <span className={cx('flex min-w-0 items-center gap-1.5', tone, className)}>
      {Icon === null ? (
        <LiveIcon size={14} />
      ) : (
        <Icon aria-hidden size={14} strokeWidth={1.5} className="shrink-0" />
      )}
      <span className="truncate">{word(run)}</span>
    </span>
  )
}
