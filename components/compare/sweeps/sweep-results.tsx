import { CircleX } from 'lucide-react'
import { useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { resultsOf } from '@/lib/domain/sweeps/results'
import { isFreeSweep, type Sweep } from '@/lib/domain/sweeps/sweep'
import { CostChart } from './cost-chart'
import { SpreadChart } from './spread-chart'
import { SweepMatrix } from './sweep-matrix'
import { SweepProgress } from './sweep-progress'
import { useVariantNames } from './use-variant-names'

/** A sweep: how far it is, and what its runs have shown so far. */
export function SweepResults({ sweep }: { sweep: Sweep }) {
  const names = useVariantNames().all(sweep)
  const results = useMemo(() => resultsOf(sweep), [sweep])
  const isFree = isFreeSweep(sweep)
  return (
    <>
      <SweepProgress sweep={sweep} />
      <SweepMatrix results={results} names={names} isFree={isFree} />
      <SpreadChart results={results} names={names} />
      {!isFree && <CostChart results={results} names={names} />}
      <Failures sweep={sweep} names={names} />
    </>
  )
}

const SHOWN = 5

/** Why answers could not be begun, or do not count, in the server's words. */
function Failures({ sweep, names }: { sweep: Sweep; names: readonly string[] }) {
  const t = useTranslations('sweeps')
  const failed = sweep.cells.filter(({ problem, state }) => problem !== null && state === 'failed')
  if (failed.length === 0) return null
  return (
    <section aria-label={t('problemsTitle')} className="mt-6">
      <h3 className="font-semibold text-ui">{t('problemsTitle')}</h3>
      <ul className="mt-1 flex flex-col gap-1 text-small">
        {failed.slice(0, SHOWN).map(({ index, variant, repeat, problem }) => (
          <li key={index} className="flex items-start gap-1.5 text-ink-2">
            <CircleX aria-hidden size={14} strokeWidth={1.5} className="mt-px shrink-0 text-bad" />
            <span>
              {t('problemOf', { name: names[variant] ?? '', number: repeat + 1 })}{' '}
              <span data-user-text>{problem}</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
