import { useTranslations } from 'use-intl'
import { useLimits } from '@/lib/client/use-limits'
import { byUse, headline, isWaiting } from '@/lib/domain/limit-levels'
import { Detail } from '../ui/detail'
import { LimitGauge } from './limit-gauge'
import { LimitGroups, Wait } from './limit-groups'
import { useLimitWords } from './use-limit-words'

const MOST = 3

/** The foot of the list of runs: the limits that are used most, and the way to all others. */
export function LimitsFoot() {
  const t = useTranslations('limits')
  const words = useLimitWords()
  const { groups, now } = useLimits()
  if (groups === undefined) return null
  const sorted = byUse(groups, now)
  const [first] = sorted
  return (
    <section
      aria-label={t('title')}
      className="shrink-0 border-line border-t px-5 py-2.5 phone:px-3"
    >
      {first === undefined ? (
        <p className="text-small">
          <span className="font-medium">{t('none')}</span>{' '}
          <span className="text-ink-3">{t('noneHint')}</span>
        </p>
      ) : (
        <>
          <div className="mb-1.5 flex items-center justify-between gap-3 text-small">
            <h2 className="truncate text-ink-3">{words.group(first)}</h2>
            <Detail
              align="end"
              figure={t('all', { count: sorted.length })}
              label={t('all', { count: sorted.length })}
              title={t('title')}
              className="shrink-0 text-accent"
            >
              <div className="pt-2">
                <LimitGroups groups={sorted} now={now} />
              </div>
            </Detail>
          </div>
          {isWaiting(first, now) && <Wait until={first.retryAt ?? now} now={now} />}
          <div className="grid grid-cols-3 gap-5 phone:gap-3">
            {headline(first, MOST, now).map((limit) => (
              <LimitGauge key={`${limit.family} ${limit.kind}`} limit={limit} now={now} />
            ))}
          </div>
        </>
      )}
    </section>
  )
}
