'use client'

import { CircleAlert, Gauge, TriangleAlert } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { useDraft } from '@/lib/client/use-draft'
import { useLimits } from '@/lib/client/use-limits'
import { limitClass } from '@/lib/domain/limit-class'
import {
  byUse,
  groupLevel,
  isWaiting,
  type LimitLevel,
  mostUsed,
  shareOf,
} from '@/lib/domain/limit-levels'
import type { LimitGroup } from '@/lib/domain/limits'
import { cx } from '../ui/cx'
import { Detail } from '../ui/detail'
import { TONES } from './limit-gauge'
import { LimitGroups } from './limit-groups'
import { useLimitWords } from './use-limit-words'

const ICONS = { ok: Gauge, warn: TriangleAlert, bad: CircleAlert } as const

/** The limits of what the conversation asks next: an icon, and a word once one of them is near. */
export function LimitMark({ conversationId }: { conversationId: string | null }) {
  const t = useTranslations('limits')
  const { settings } = useDraft(conversationId)
  const { groups, now } = useLimits()
  const words = useWarningWords()
  if (groups === undefined || settings === null) return null
  const own = groups.filter((group) => isOf(group, settings))
  const [first] = byUse(own, now)
  const level: LimitLevel = first === undefined ? 'ok' : groupLevel(first, now)
  const warning = first === undefined ? null : words(first, now)
  const Icon = ICONS[level]
  return (
    <Detail
      align="end"
      label={warning === null ? t('title') : t('show', { warning })}
      title={t('title')}
      figure={
        <span className="flex items-center gap-1">
          <Icon aria-hidden size={16} strokeWidth={1.5} />
          {warning !== null && <span className="max-md:hidden">{warning}</span>}
        </span>
      }
      className={cx(
        'shrink-0 p-1.5 text-small hover:no-underline!',
        level === 'ok' ? 'text-ink-3 max-md:hidden' : TONES[level],
      )}
    >
      {own.length === 0 ? (
        <p className="pt-1 text-ink-3 text-small">
          {t('none')} {t('noneHint')}
        </p>
      ) : (
        <div className="pt-2">
          <LimitGroups groups={byUse(own, now)} now={now} />
        </div>
      )}
    </Detail>
  )
}

function isOf({ upstream, subject }: LimitGroup, settings: { upstream: string; model: string }) {
  const own = limitClass(settings.model)
  return upstream === settings.upstream && subject.kind === own.kind && subject.name === own.name
}

/** "Output tokens 88%", "Wait 0:12"; null where nothing is near. */
export function useWarningWords(): (group: LimitGroup, now: number) => string | null {
  const t = useTranslations('limits')
  const words = useLimitWords()
  return (group, now) => {
    if (isWaiting(group, now))
      return t('waitShort', { time: words.timeTo(group.retryAt ?? now, now) })
    const most = mostUsed(group, now)
    if (most === null || groupLevel(group, now) === 'ok') return null
    const share = shareOf(most, now) ?? 0
    return t('warning', { limit: words.name(most), share: words.percent(share) })
  }
}
