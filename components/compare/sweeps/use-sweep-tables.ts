import { useFormatter, useTranslations } from 'use-intl'
import type { ReportTable } from '@/lib/domain/comparison/export/report-words'
import { FIGURES, type Figure, resultsOf, type VariantResult } from '@/lib/domain/sweeps/results'
import type { ShownSweep } from '@/lib/domain/sweeps/sweep'
import { useFigureWords } from './use-figure-words'
import { useVariantNames } from './use-variant-names'

/** What sweeps have come to, as tables in words. */
export function useSweepTables(): (sweeps: readonly ShownSweep[]) => ReportTable[] {
  const t = useTranslations('sweeps')
  const format = useFormatter()
  const words = useFigureWords()
  const names = useVariantNames()
  const sampleOf = ({ samples }: VariantResult, figure: Figure) => {
    const { median, interval } = samples[figure]
    if (median === null) return t('none')
    if (interval === null) return words(figure, median)
    const low = words(figure, interval.low)
    return t('within', {
      median: words(figure, median),
      range: t('range', { low, high: words(figure, interval.high) }),
    })
  }
  const runsOf = ({ done, count, failed }: VariantResult) =>
    [
      t('runsOf', { done, count }),
      ...(failed === 0 ? [] : [t('failedCount', { count: failed })]),
    ].join(t('separator'))
  const tableOf = (sweep: ShownSweep): ReportTable => {
    const called = names.all(sweep)
    const { kind, repeats, variants, state, createdAt } = sweep
    const time = format.dateTime(createdAt, { dateStyle: 'medium', timeStyle: 'short' })
    return {
      title: t('tableTitle', { kind: t(`kindOf.${kind}`, { variants: variants.length, repeats }) }),
      note: t('tableNote', {
        started: t('startedAt', { state: t(`states.${state}`), time }),
        hint: t('matrixHint'),
      }),
      head: [t('variant'), t('runs'), ...FIGURES.map((figure) => t(`figures.${figure}`))],
      rows: resultsOf(sweep).map((result, at) => [
        ...[called[at] ?? '', runsOf(result)],
        ...FIGURES.map((figure) => sampleOf(result, figure)),
      ]),
    }
  }
  // The first begun comes first.
  return (sweeps) => sweeps.toReversed().map(tableOf)
}
