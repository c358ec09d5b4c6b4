import { useTranslations } from 'use-intl'
import {
  groupUsage,
  sumUsage,
  type UsageGroup,
  type UsageRow,
  type UsageSums,
} from '@/lib/domain/usage'
import type { UsageChart } from '@/lib/domain/usage-chart'
import { useWidth } from '../runs/detail/use-width'
import { cx } from '../ui/cx'
import { Swatch } from './usage-chart'
import { CELL, COUNTS, FoldedLine, UsageLine } from './usage-lines'
import { useUsageWords } from './use-usage-words'

/** In less width the columns do not all stand beside each other, px. */
const COLUMNS_FROM = 600

interface Props {
  rows: readonly UsageRow[]
  by: UsageGroup
  chart: UsageChart
}

/** The same in figures: a row for each day or each value, then the sum; the sandbox stands apart. */
export function UsageTable({ rows, by, chart }: Props) {
  const t = useTranslations('usage')
  const paid = rows.filter(({ isSandbox }) => !isSandbox)
  const sandbox = rows.filter(({ isSandbox }) => isSandbox)
  const lines = linesOf(paid, by)
  const { ref, width } = useWidth<HTMLDivElement>()
  // Where there is no room for a column each, the counts stand below the name.
  const isFolded = width < COLUMNS_FROM
  const Line = isFolded ? FoldedLine : UsageLine
  const columns = isFolded ? [] : COUNTS
  return (
    <div ref={ref} className="overflow-x-auto">
      {width > 0 && (
        <table
          className="w-full border-collapse text-ui"
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
                <Name name={name} by={by} chart={chart} isFolded={isFolded} />
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
      )}
    </div>
  )
}

interface NameProps extends Omit<Props, 'rows'> {
  name: string | null
  isFolded: boolean
}

function Name({ name, by, chart, isFolded }: NameProps) {
  const words = useUsageWords()
  return (
    <span className={cx('flex min-w-0 gap-2', isFolded ? 'items-baseline' : 'items-center')}>
      {by !== 'day' && <LayerSwatch name={name} chart={chart} />}
      <span className={isFolded ? 'wrap-anywhere' : 'max-w-40 truncate'} title={name ?? undefined}>
        {by === 'day' ? words.day(name ?? '') : words.name(by, name)}
      </span>
    </span>
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
