import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import {
  groupUsage,
  sumUsage,
  type UsageGroup,
  type UsageRow,
  type UsageSums,
} from '@/lib/domain/usage'
import type { UsageChart } from '@/lib/domain/usage-chart'
import { cx } from '../ui/cx'
import { Swatch } from './usage-chart'
import { useUsageWords } from './use-usage-words'

const COUNTS = ['runs', 'errors', 'input', 'cacheRead', 'cacheWrite', 'output'] as const
const CELL = 'px-1.5 py-1.5 text-right first:pl-0 first:text-left last:pr-0'

interface Props {
  rows: readonly UsageRow[]
  by: UsageGroup
  chart: UsageChart
}

/** The same in figures: a row for each day or each value, then the sum; the sandbox stands apart. */
export function UsageTable({ rows, by, chart }: Props) {
  const t = useTranslations('usage')
  const words = useUsageWords()
  const paid = rows.filter(({ isSandbox }) => !isSandbox)
  const sandbox = rows.filter(({ isSandbox }) => isSandbox)
  const lines = linesOf(paid, by)
  return (
    <div className="overflow-x-auto">
      <table
        className="w-full min-w-140 border-collapse text-ui"
        aria-label={t('table', { group: t(`groups.${by}`) })}
      >
        <thead>
          <tr className="text-ink-3 text-small">
            <th scope="col" className={cx(CELL, 'whitespace-nowrap font-normal')}>
              {t(`groups.${by}`)}
            </th>
            {[...COUNTS, 'cost' as const].map((column) => (
              <th key={column} scope="col" className={cx(CELL, 'whitespace-nowrap font-normal')}>
                {t(`columns.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map(([name, sums]) => (
            <Line key={String(name)} sums={sums}>
              <span className="flex min-w-0 items-center gap-2">
                {by !== 'day' && <LayerSwatch name={name} chart={chart} />}
                <span className="max-w-40 truncate" title={name ?? undefined}>
                  {by === 'day' ? words.day(name ?? '') : words.name(by, name)}
                </span>
              </span>
            </Line>
          ))}
        </tbody>
        <tfoot>
          {paid.length > 0 && (
            <Line sums={sumUsage(paid)} isSum className="font-medium">
              {t('total')}
            </Line>
          )}
          {sandbox.length > 0 && (
            <Line sums={sumUsage(sandbox)} className="text-ink-3">
              {t('sandbox')}
              <span className="block text-small">{t('sandboxHint')}</span>
            </Line>
          )}
        </tfoot>
      </table>
    </div>
  )
}

/** The newest day first; else what has most runs. */
function linesOf(rows: readonly UsageRow[], by: UsageGroup): [string | null, UsageSums][] {
  if (by === 'day') return [...groupUsage(rows, 'day')].reverse()
  return [...groupUsage(rows, 'name')].sort(([, a], [, b]) => b.cost - a.cost || b.runs - a.runs)
}

function LayerSwatch({ name, chart }: { name: string | null; chart: UsageChart }) {
  const index = chart.layers.indexOf(name)
  return <Swatch index={index === -1 ? chart.layers.length : index} isRest={index === -1} />
}

interface LineProps {
  sums: UsageSums
  isSum?: boolean
  className?: string
  children: ReactNode
}

function Line({ sums, isSum, className, children }: LineProps) {
  const t = useTranslations('usage')
  const words = useUsageWords()
  return (
    <tr className={cx('border-line border-t', className)}>
      <th scope="row" className={cx(CELL, isSum === true ? 'font-medium' : 'font-normal')}>
        {children}
      </th>
      {COUNTS.map((column) => (
        <td key={column} className={CELL}>
          {words.count(sums[column])}
        </td>
      ))}
      <td className={cx(CELL, 'whitespace-nowrap')}>
        {words.cost(sums.cost)}
        {sums.unknown > 0 && (
          <span
            className="block text-ink-3 text-small"
            title={t('unknownCost', { count: sums.unknown })}
          >
            {t('unknownShort', { count: words.count(sums.unknown) })}
          </span>
        )}
      </td>
    </tr>
  )
}
