import { useTranslations } from 'use-intl'
import {
  groupUsage,
  sumUsage,
  type UsageGroup,
  type UsageRow,
  type UsageSums,
} from '@/lib/domain/usage'
import type { UsageChart } from '@/lib/domain/usage-chart'
import { useMediaQuery } from '../shell/use-media-query'
import { cx } from '../ui/cx'
import { Swatch } from './usage-chart'
import { CELL, COUNTS, FoldedLine, UsageLine } from './usage-lines'
import { useUsageWords } from './use-usage-words'

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
  // Where there is no room for a column each, the counts stand below the name.
  const isFolded = useMediaQuery('(width < 768px)')
  const Line = isFolded ? FoldedLine : UsageLine
  const columns = isFolded ? [] : COUNTS
  return (
    <div className="overflow-x-auto">
      <table
        className={cx('w-full border-collapse text-ui', !isFolded && 'min-w-140')}
        aria-label={t('table', { group: t(`groups.${by}`) })}
      >
        <thead>
          <tr className="text-ink-3 text-small">
            <th scope="col" className={cx(CELL, 'whitespace-nowrap font-normal')}>
              {t(`groups.${by}`)}
            </th>
            {[...columns, 'cost' as const].map((column) => (
              <th key={column} scope="col" className={cx(CELL, 'whitespace-nowrap font-normal')}>
                {t(`columns.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map(([name, sums]) => (
            <Line key={String(name)} sums={sums}>
              <span
                className={cx('flex min-w-0 gap-2', isFolded ? 'items-baseline' : 'items-center')}
              >
                {by !== 'day' && <LayerSwatch name={name} chart={chart} />}
                <span
                  className={isFolded ? 'wrap-anywhere' : 'max-w-40 truncate'}
                  title={name ?? undefined}
                >
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
