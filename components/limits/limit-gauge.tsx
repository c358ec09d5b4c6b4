import { CircleAlert, TriangleAlert } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { type LimitLevel, levelOf, shareOf } from '@/lib/domain/limit-levels'
import type { SeenLimit } from '@/lib/domain/limits'
import { cx } from '../ui/cx'
import { useLimitWords } from './use-limit-words'

export const TONES: Readonly<Record<LimitLevel, string>> = {
  ok: 'text-ink-2',
  warn: 'text-warn',
  bad: 'text-bad',
}
const BARS: Readonly<Record<LimitLevel, string>> = {
  ok: 'bg-ink-3',
  warn: 'bg-warn',
  bad: 'bg-bad',
}

/** A sign of its own shape for each level that is a warning. */
export function LevelIcon({ level }: { level: LimitLevel }) {
  if (level === 'ok') return null
  const Icon = level === 'warn' ? TriangleAlert : CircleAlert
  return <Icon aria-hidden size={14} strokeWidth={1.5} className="shrink-0" />
}

/** How much of a limit was used when it was last seen, and when it is full again. */
export function LimitGauge({ limit, now }: { limit: SeenLimit; now: number }) {
  const t = useTranslations('limits')
  const words = useLimitWords()
  const share = shareOf(limit, now)
  const level = levelOf(limit, now)
  const [usedOf, fullIn] = [words.usedOf(limit, now), words.fullIn(limit, now)]
  const percent = share === null ? t('unknown') : words.percent(share)
  const name = words.name(limit)
  return (
    <div className="@container min-w-0">
      <p className="flex flex-wrap items-center justify-between gap-x-2 text-small">
        <span className="truncate font-medium @max-[9.5rem]:w-full" title={name}>
          {name}
        </span>
        <span className={cx('flex shrink-0 items-center gap-1', TONES[level])}>
          <LevelIcon level={level} />
          {percent}
        </span>
      </p>
      {/* biome-ignore lint/a11y/useSemanticElements: browsers draw a <meter> in colours of their own */}
      <div
        role="meter"
        aria-label={name}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round((share ?? 0) * 100)}
        aria-valuetext={[percent, usedOf, fullIn].filter(Boolean).join(', ')}
        className="my-1 h-1 overflow-hidden rounded-full bg-active"
      >
        <div className={cx('h-full', BARS[level])} style={{ width: `${(share ?? 0) * 100}%` }} />
      </div>
      <p
        aria-hidden
        className="flex flex-wrap justify-between gap-x-2 @max-[9.5rem]:flex-col whitespace-nowrap text-ink-3 text-small"
      >
        <span>{usedOf}</span>
        <span>{fullIn}</span>
      </p>
    </div>
  )
}
