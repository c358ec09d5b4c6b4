import { useTranslations } from 'use-intl'
import type { Facts } from '@/lib/domain/comparison/facts'
import { STATE_LOOKS } from '../runs/run-words'
import { cx } from '../ui/cx'
import { LiveIcon } from '../ui/live-icon'
import { useEndWords } from './end-words'

/** Of an answer that is not whole, icon and word, as in the list of runs; null: nothing of it is here yet. */
export function EndMark({ facts }: { facts: Facts | null }) {
  const t = useTranslations('runs.states')
  const words = useEndWords()
  const state = facts === null || facts.state === 'live' ? 'live' : facts.state
  const { icon: Icon, tone } = STATE_LOOKS[LOOKS[state]]
  return (
    <span className={cx('flex items-center gap-1.5', tone)}>
      {Icon === null ? <LiveIcon size={14} /> : <Icon aria-hidden size={14} strokeWidth={1.5} />}
      {facts === null ? t('live') : words(facts)}
    </span>
  )
}

const LOOKS = {
  live: 'live',
  complete: 'done',
  stopped: 'stopped',
  failed: 'failed',
  interrupted: 'failed',
} as const
