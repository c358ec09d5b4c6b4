import { useFormatter, useTranslations } from 'use-intl'
import type { ReportTable } from '@/lib/domain/comparison/export/report-words'
import { FIGURES, type Figure, resultsOf, type VariantResult } from '@/lib/domain/sweeps/results'
import { isFreeSweep, type ShownSweep } from '@/lib/domain/sweeps/sweep'
import { useFigureWords } from './use-figure-words'
import { useRunCounts } from './use-run-counts'
import { useVariantNames } from './use-variant-names'

/** What sweeps have come to, as tables in words. */
export function useSweepTables(): (sweeps: readonly ShownSweep[]) => ReportTable[] {
  const t = useTranslations('sweeps')
  const format = useFormatter()
  const words = useFigureWords()
  const names = useVariantNames()
  const counts = useRunCounts()
  const sampleOf = ({ samples }: VariantResult, figure: Figure) => {
    const { median, interval } = samples[figure]
    if (median === null) return t('none')
    const range =
      interval === null
        ? t('tooFew')
        : t('range', { low: words(figure, interval.low), high: words(figure, interval.high) })
    return t('within', { median: words(figure, median), range })
  }
  const runsOf = (result: VariantResult) => {
    const { done, count } = result
    const short = counts(result).map(({ words }) => words)
    return [t('runsOf', { done, count }), ...short].join(t('separator'))
  }
  const tableOf = (sweep: ShownSweep): ReportTable => {
    const called = names.all(sweep)
    const isFree = isFreeSweep(sweep)
    const shown = FIGURES.filter((figure) => !isFree || figure !== 'cost')
    const { kind, repeats, variants, state, createdAt } = sweep
    const time = format.dateTime(createdAt, { dateStyle: 'medium', timeStyle: 'short' })
    return {
      title: t('tableTitle', { kind: t(`kindOf.${kind}`, { variants: variants.length, repeats }) }),
      note: t('tableNote', {
        started: t('startedAt', { state: t(`states.${state}`), time }),
        hint: t('matrixHint'),
      }),
      head: [t('variant'), t('runs'), ...shown.map((figure) => t(`figures.${figure}`))],
      rows: resultsOf(sweep).map((result, at) => [
        ...[called[at] ?? '', runsOf(result)],
        ...shown.map((figure) => sampleOf(result, figure)),
      ]),
    }
  }
  // The first begun comes first.
  return (sweeps) => sweeps.toReversed().map(tableOf)
}
