'use client'

import {
  Check,
  CircleDashed,
  CircleHelp,
  CircleX,
  Clock,
  type LucideIcon,
  Unplug,
} from 'lucide-react'
import { useFormatter, useTranslations } from 'use-intl'
import type { KeyOutcome, KeyTest } from '@/lib/domain/upstream-keys'
import { cx } from '../ui/cx'

/** Every outcome has a shape of its own beside its word. */
export const TEST_LOOKS: Readonly<Record<KeyOutcome, { icon: LucideIcon; tone: string }>> = {
  works: { icon: Check, tone: 'text-ok' },
  refused: { icon: CircleX, tone: 'text-bad' },
  forbidden: { icon: CircleX, tone: 'text-bad' },
  busy: { icon: Clock, tone: 'text-warn' },
  unlisted: { icon: CircleHelp, tone: 'text-ink-2' },
  failed: { icon: CircleX, tone: 'text-bad' },
  unreachable: { icon: Unplug, tone: 'text-bad' },
}

/** What the last test found, by icon and word, how long it took and when. */
export function KeyTestResult({ test }: { test: KeyTest | null }) {
  const t = useTranslations('settings.keys')
  const format = useFormatter()
  if (test === null) {
    return (
      <p className="flex items-center gap-1.5 text-ink-3 text-ui">
        <CircleDashed aria-hidden size={14} strokeWidth={1.5} />
        {t('untested')}
      </p>
    )
  }
  const { icon: Icon, tone } = TEST_LOOKS[test.outcome]
  const at = new Date(test.at)
  const isToday = at.toDateString() === new Date().toDateString()
  return (
    <p className="flex flex-wrap items-start gap-x-2 text-ui">
      <span className={cx('flex items-start gap-1.5', tone)}>
        <Icon aria-hidden size={14} strokeWidth={1.5} className="mt-0.75 shrink-0" />
        {t(`outcomes.${test.outcome}`, { status: test.status ?? 0 })}
      </span>
      <span className="flex gap-2 text-ink-3 text-small leading-5">
        <span>{t('ms', { ms: test.ms })}</span>
        <time dateTime={at.toISOString()}>
          {format.dateTime(at, {
            hour: '2-digit',
            minute: '2-digit',
            ...(isToday ? {} : { day: 'numeric', month: 'short' }),
          })}
        </time>
      </span>
    </p>
  )
}

/** Who answered with a key, and in the upstream's words why it did not work. */
export function KeyTestDetail({ test }: { test: KeyTest | null }) {
  const t = useTranslations('settings.keys')
  if (test === null) return null
  const { outcome, status, organizationId, workspaceId, message } = test
  const isTheirs = status !== null && status >= 300
  const hasAdvice = outcome === 'refused' || outcome === 'forbidden'
  return (
    <>
      {(organizationId !== null || workspaceId !== null) && (
        <dl className="flex flex-wrap gap-x-4 text-small phone:flex-col phone:gap-y-1">
          <Who label={t('organization')} id={organizationId} />
          <Who label={t('workspace')} id={workspaceId} />
        </dl>
      )}
      {message !== null && (
        <p className="wrap-anywhere text-ink-2 text-small">
          {hasAdvice && t(`advice.${outcome}`)} {isTheirs ? t('said', { message }) : message}
        </p>
      )}
    </>
  )
}

function Who({ label, id }: { label: string; id: string | null }) {
  if (id === null) return null
  return (
    <div className="flex min-w-0 gap-1.5 phone:flex-col phone:gap-0">
      <dt className="shrink-0 text-ink-3">{label}</dt>
      <dd className="wrap-anywhere font-mono text-ink-2">{id}</dd>
    </div>
  )
}
