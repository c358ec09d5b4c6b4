'use client'

import { useLimits } from '@/lib/client/use-limits'
import { byUse, groupLevel, isWaiting, mostUsed, shareOf } from '@/lib/domain/limit-levels'
import { cx } from '../ui/cx'
import { LevelIcon, TONES } from './limit-gauge'
import { useWarningWords } from './limit-mark'
import { useLimitWords } from './use-limit-words'

/** Stands in the sidebar's foot while any limit is near. */
export function LimitWarning() {
  const { groups, now } = useLimits()
  const warningOf = useWarningWords()
  const words = useLimitWords()
  const [first] = byUse(groups ?? [], now)
  const warning = first === undefined ? null : warningOf(first, now)
  if (first === undefined || warning === null) return null
  const level = groupLevel(first, now)
  const most = mostUsed(first, now)
  const share = most === null || isWaiting(first, now) ? 1 : (shareOf(most, now) ?? 0)
  return (
    <div className="px-2 pb-2 text-small">
      <p role="status" className={cx('flex items-center gap-1.5', TONES[level])}>
        <LevelIcon level={level} />
        <span className="truncate">{warning}</span>
      </p>
      <div aria-hidden className="my-1 h-1 overflow-hidden rounded-full bg-active">
        <div
          className={cx('h-full', level === 'bad' ? 'bg-bad' : 'bg-warn')}
          style={{ width: `${share * 100}%` }}
        />
      </div>
      <p className="flex justify-between gap-2 text-ink-3">
        <span className="truncate">{words.group(first)}</span>
        <span className="shrink-0">{most !== null && words.fullIn(most, now)}</span>
      </p>
    </div>
  )
}
