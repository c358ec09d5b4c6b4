import { RotateCw } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { modelLabel } from '@/lib/domain/models'
import type { RunRetry } from '@/lib/domain/run'
import { useDuration } from '../../thread/use-duration'
import { useClockTime, useUpstreamName } from '../run-words'

/** The attempts that failed before this answer began: what failed, and how long was waited. */
export function Attempts({ retries }: { retries: readonly RunRetry[] }) {
  const t = useTranslations('runs.attempts')
  const duration = useDuration()
  const clock = useClockTime()
  const upstreamOf = useUpstreamName()
  if (retries.length === 0) return null
  return (
    <section aria-label={t('title')} className="mb-3 max-w-149 rounded-lg bg-warn-soft px-3 py-2">
      <h3 className="flex items-center gap-1.5 font-semibold text-ui">
        <RotateCw aria-hidden size={14} strokeWidth={1.5} className="text-warn" />
        {t('title')}
      </h3>
      <ol className="mt-1 text-ink-2 text-small">
        {retries.map(({ attempt, of, httpStatus, type, waitMs, at, next }) => (
          <li key={attempt} className="flex flex-wrap gap-x-4 py-0.5">
            <span className="w-16">{clock(at)}</span>
            <span className="font-mono text-[12px]">
              {httpStatus === null ? type : `${httpStatus} ${type}`}
            </span>
            {waitMs > 0 && <span>{t('waited', { duration: duration(waitMs), attempt, of })}</span>}
            {waitMs === 0 && next === undefined && <span>{t('atOnce', { attempt, of })}</span>}
            {next !== undefined && (
              <span>
                {t('next', { model: modelLabel(next.model), upstream: upstreamOf(next.upstream) })}
              </span>
            )}
          </li>
        ))}
      </ol>
      <p className="mt-1 text-ink-3 text-small">{t('note')}</p>
    </section>
  )
}
