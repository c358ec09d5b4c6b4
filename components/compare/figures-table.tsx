import { useTranslations } from 'use-intl'
import type { Column } from '@/lib/client/comparison/use-columns'
import { usePrices } from '@/lib/client/use-prices'
import { answererOf, answererOfAll } from '@/lib/domain/comparison/answered-by'
import { factsOf } from '@/lib/domain/comparison/facts'
import { alignColumns } from '@/lib/domain/comparison/rows'
import { isAnswering, runsOf, type Segment } from '@/lib/domain/comparison/segments'
import { sumFacts } from '@/lib/domain/comparison/sums'
import { modelLabel } from '@/lib/domain/models'
import type { Prices } from '@/lib/domain/prices'
import type { Run } from '@/lib/domain/run'
import { textsOf, titleOfText } from '@/lib/domain/turn'
import { Ending } from '../thread/metrics-line'
import { EndMark } from './end-mark'
import { useFactWords } from './facts-bar'
import { segmentsIn } from './turn-rows'
import { useSumWords } from './use-sum-words'

const NAMES = ['firstToken', 'total', 'rate', 'tokens', 'thinking', 'cost'] as const

interface TableProps {
  /** Those that are in view. */
  columns: readonly Column[]
  /** What the first of them is counted as. */
  firstNumber: number
}

/** All turns of a comparison in figures, and what they came to by column. */
export function FiguresTable({ columns, firstNumber }: TableProps) {
  const t = useTranslations('compare')
  const prices = usePrices()
  if (prices === null) return null
  const rows = alignColumns(columns.map(({ conversation }) => segmentsIn(conversation)))
  return (
    <section
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      aria-label={t('table')}
      className="min-h-0 flex-1 overflow-auto px-5 pb-4 outline-offset-[-2px]"
    >
      {rows.length === 0 && <p className="pt-6 text-ink-3 text-ui">{t('emptyTitle')}</p>}
      {rows.length > 0 && (
        <table className="min-w-full text-ui">
          <Head />
          {rows.map((row, index) => {
            const question = row.shared ?? row.cells.find((cell) => cell !== null)?.question
            const text = titleOfText(textsOf(question?.content ?? []).join(' '))
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place among the rows
              <tbody key={index} className="border-line border-t">
                {columns.map((column, at) => (
                  <FactRow
                    key={column.id}
                    title={at === 0 ? `${index + 1}. ${text}` : null}
                    cell={row.cells[at] ?? null}
                    {...{ column, prices }}
                    span={columns.length}
                  />
                ))}
              </tbody>
            )
          })}
          <Sums
            {...{ columns, firstNumber }}
            cells={columns.map((_, at) => rows.map((row) => row.cells[at] ?? null))}
            prices={prices}
          />
        </table>
      )}
    </section>
  )
}

function Head() {
  const t = useTranslations('compare')
  return (
    <thead>
      <tr className="text-ink-3 text-small">
        <th className="sticky top-0 whitespace-nowrap bg-bg py-1.5 pr-4 text-left font-normal">
          {t('turnHead')}
        </th>
        <th className="sticky top-0 whitespace-nowrap bg-bg py-1.5 pr-4 text-left font-normal">
          {t('columnHead')}
        </th>
        {NAMES.map((name) => (
          <th
            key={name}
            className="sticky top-0 whitespace-nowrap bg-bg py-1.5 pr-4 text-right font-normal"
          >
            {t(`facts.${name}`)}
          </th>
        ))}
        <th className="sticky top-0 whitespace-nowrap bg-bg py-1.5 text-left font-normal">
          {t('endHead')}
        </th>
      </tr>
    </thead>
  )
}

interface FactRowProps {
  title: string | null
  column: Column
  /** Null: it was not asked here. */
  cell: Segment | null
  prices: Prices
  span: number
}

function FactRow({ title, column, cell, prices, span }: FactRowProps) {
  const t = useTranslations('compare')
  const words = useFactWords()
  const runs = runsIn(column, cell)
  const last = runs.at(-1)
  const facts = factsOf(runs, prices)
  const values = facts === null ? null : words(facts)
  const isOnItsWay = cell !== null && isAnswering(cell, column.conversation?.runs ?? [])
  return (
    <tr>
      {title !== null && (
        <th
          rowSpan={span}
          scope="rowgroup"
          className="wrap-anywhere min-w-32 max-w-80 py-1 pr-4 text-left align-top font-normal"
        >
          <span className="line-clamp-3">{title}</span>
        </th>
      )}
      <th scope="row" className="whitespace-nowrap py-1 pr-4 text-left font-medium">
        {modelLabel(answererOf(runs, askedOf(column)).model)}
      </th>
      {NAMES.map((name) => (
        <td key={name} className="whitespace-nowrap py-1 pr-4 text-right text-ink-2">
          {values === null ? '–' : values[name]}
        </td>
      ))}
      <td className="whitespace-nowrap py-1 text-ink-3">
        {cell === null && t('notAsked')}
        {facts === null && cell !== null && cell.answers.length > 0 && (
          <span>{isOnItsWay ? <EndMark facts={null} /> : t('written')}</span>
        )}
        {last !== undefined && facts?.state === 'complete' ? (
          <Ending run={last} />
        ) : (
          facts !== null && <EndMark facts={facts} />
        )}
      </td>
    </tr>
  )
}

const askedOf = ({ settings }: Column) => settings ?? { upstream: '', model: '' }

function runsIn({ conversation }: Column, cell: Segment | null): Run[] {
  return cell === null ? [] : runsOf(cell, conversation?.runs ?? [])
}

interface SumsProps extends TableProps {
  /** By column, of each turn. */
  cells: readonly (Segment | null)[][]
  prices: Prices
}

/** What each column came to; a part that is unknown is said to be missing. */
function Sums({ columns, firstNumber, cells, prices }: SumsProps) {
  const t = useTranslations('compare')
  const words = useSumWords()
  return (
    <tbody className="border-line-strong border-t">
      {columns.map((column, at) => {
        const runs = (cells[at] ?? []).map((cell) => runsIn(column, cell))
        const { model } = answererOfAll(runs, askedOf(column))
        const sums = words(sumFacts(runs.map((own) => factsOf(own, prices))))
        return (
          <tr key={column.id}>
            <th className="py-1 pr-4 text-left font-medium">{at === 0 ? t('sums') : ''}</th>
            <th scope="row" className="whitespace-nowrap py-1 pr-4 text-left font-medium">
              {model === null ? t('columnAlone', { number: firstNumber + at }) : modelLabel(model)}
            </th>
            <td colSpan={3} />
            <td className="whitespace-nowrap py-1 pr-4 text-right">{sums.tokens}</td>
            <td className="whitespace-nowrap py-1 pr-4 text-right">{sums.thinking}</td>
            <td className="whitespace-nowrap py-1 pr-4 text-right">{sums.cost}</td>
            <td />
          </tr>
        )
      })}
    </tbody>
  )
}
