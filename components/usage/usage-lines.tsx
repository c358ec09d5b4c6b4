import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import type { UsageSums } from '@/lib/domain/usage'
import { cx } from '../ui/cx'
import { useUsageWords } from './use-usage-words'

export const COUNTS = ['runs', 'errors', 'input', 'cacheRead', 'cacheWrite', 'output'] as const
export const CELL = 'px-1.5 py-1.5 text-right first:pl-0 first:text-left last:pr-0'

interface Props {
  sums: UsageSums
  isSum?: boolean
  className?: string
  children: ReactNode
}

/** A line of the table: a column for each count. */
export function UsageLine({ sums, isSum, className, children }: Props) {
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
        <Cost sums={sums} />
      </td>
    </tr>
  )
}

/** The same where there is little room: name and cost, and below them the counts that are not 0. */
export function FoldedLine({ sums, isSum, className, children }: Props) {
  const t = useTranslations('usageFold')
  const words = useUsageWords()
  const counts = COUNTS.filter((column) => column === 'runs' || sums[column] > 0)
  return (
    <>
      <tr className={cx('border-line border-t *:align-top', className)}>
        <th
          scope="row"
          className={cx(CELL, 'pb-0', isSum === true ? 'font-medium' : 'font-normal')}
        >
          {children}
        </th>
        <td className={cx(CELL, 'whitespace-nowrap pb-0')}>
          <Cost sums={sums} />
        </td>
      </tr>
      <tr>
        <td colSpan={2} className="pb-2 text-ink-3 text-small">
          <ul className="flex flex-wrap gap-x-3">
            {counts.map((column) => (
              <li key={column}>
                {t.rich(column, {
                  n: sums[column],
                  count: words.count(sums[column]),
                  v: (count) => <span className="font-medium text-ink-2">{count}</span>,
                })}
              </li>
            ))}
          </ul>
        </td>
      </tr>
    </>
  )
}

/** What is known of it, and of how many runs it is not. */
function Cost({ sums }: { sums: UsageSums }) {
  const t = useTranslations('usage')
  const words = useUsageWords()
  return (
    <>
      {words.cost(sums.cost)}
      {sums.unknown > 0 && (
        <span
          className="block text-ink-3 text-small"
          title={t('unknownCost', { count: sums.unknown })}
        >
          {t('unknownShort', { count: words.count(sums.unknown) })}
        </span>
      )}
    </>
  )
}
