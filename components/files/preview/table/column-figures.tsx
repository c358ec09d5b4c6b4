import type { ReactNode } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import type { ColumnFacts, NumberFacts } from './engine/column-count'

/** What is in a column: its type, how much is missing, how its values are spread. */
export function ColumnFigures({ facts, rows }: { facts: ColumnFacts; rows: number }) {
  const t = useTranslations('preview.table')
  const format = useFormatter()
  const { type, counted, missing, others, distinct, isMoreThanDistinct, numbers, dates } = facts
  const share = counted === 0 ? 0 : missing / counted
  return (
    <div className="mt-2 flex flex-col gap-3 text-ui">
      {counted < rows && (
        <p className="text-ink-3 text-small">
          {t('countedSoFar', { count: format.number(counted), rows: format.number(rows) })}
        </p>
      )}
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 tabular-nums">
        <Figure name={t('type')}>
          {t(`types.${type}`)}
          {others > 0 && (
            <span className="text-ink-3">{` · ${t('others', { count: others })}`}</span>
          )}
        </Figure>
        <Figure name={t('missing')}>
          {format.number(missing)}
          {missing > 0 && (
            <span className="text-ink-3">
              {` · ${format.number(share, { style: 'percent', maximumFractionDigits: 1 })}`}
            </span>
          )}
        </Figure>
        <Figure name={t('distinct')}>
          {isMoreThanDistinct
            ? t('moreThan', { count: format.number(distinct) })
            : format.number(distinct)}
        </Figure>
        {numbers !== null && <Numbers numbers={numbers} />}
        {dates !== null && (
          <>
            <Figure name={t('first')}>
              <span data-user-text>{dates.first}</span>
            </Figure>
            <Figure name={t('last')}>
              <span data-user-text>{dates.last}</span>
            </Figure>
          </>
        )}
      </dl>
      {numbers !== null && numbers.bars.length > 0 && <Histogram numbers={numbers} />}
      {numbers === null && <TopValues facts={facts} />}
    </div>
  )
}

function Figure({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-3">{name}</dt>
      <dd className="min-w-0 truncate text-right">{children}</dd>
    </>
  )
}

const DIGITS = { maximumSignificantDigits: 6 }
const PLACES = { maximumFractionDigits: 20 }

function Numbers({ numbers: { min, mean, median, max, sampled } }: { numbers: NumberFacts }) {
  const t = useTranslations('preview.table')
  const format = useFormatter()
  return (
    <>
      <Figure name={t('min')}>{format.number(min, PLACES)}</Figure>
      <Figure name={t('mean')}>{format.number(mean, DIGITS)}</Figure>
      <Figure name={t(sampled === null ? 'median' : 'medianAbout')}>
        {format.number(median, DIGITS)}
      </Figure>
      <Figure name={t('max')}>{format.number(max, PLACES)}</Figure>
    </>
  )
}

const HEIGHT = 56
const BAR = 14
const GAP = 1

function Histogram({ numbers: { bars, min, max, sampled } }: { numbers: NumberFacts }) {
  const t = useTranslations('preview.table')
  const format = useFormatter()
  const most = Math.max(...bars)
  const width = bars.length * BAR
  return (
    <figure>
      <svg
        role="img"
        aria-label={t('histogram')}
        viewBox={`0 0 ${width} ${HEIGHT}`}
        preserveAspectRatio="none"
        className="h-14 w-full text-accent"
      >
        {bars.map((count, place) => {
          const height = count === 0 ? 0 : Math.max(1, (count / most) * HEIGHT)
          return (
            <rect
              // biome-ignore lint/suspicious/noArrayIndexKey: a bar is its place
              key={place}
              x={place * BAR}
              y={HEIGHT - height}
              width={BAR - GAP}
              height={height}
              fill="currentColor"
            />
          )
        })}
      </svg>
      <figcaption className="mt-1 flex justify-between gap-2 text-ink-3 text-small tabular-nums">
        <span>{format.number(min, DIGITS)}</span>
        {sampled !== null && (
          <span className="truncate">{t('sampled', { count: format.number(sampled) })}</span>
        )}
        <span>{format.number(max, DIGITS)}</span>
      </figcaption>
    </figure>
  )
}

function TopValues({
  facts: { top, counted, isMoreThanDistinct, distinct },
}: {
  facts: ColumnFacts
}) {
  const t = useTranslations('preview.table')
  const format = useFormatter()
  const most = top[0]?.count ?? 1
  if (top.length === 0)
    return counted > 0 && <p className="text-ink-3 text-small">{t('allDiffer')}</p>
  return (
    <section>
      <h4 className="mb-1 text-ink-3 text-small">
        {isMoreThanDistinct ? t('topAmong', { count: format.number(distinct) }) : t('top')}
      </h4>
      <ul className="flex flex-col gap-0.5">
        {top.map(({ value, count }) => (
          <li key={value} className="relative flex gap-3 rounded-xs px-1.5 leading-6">
            <span
              aria-hidden
              className="absolute inset-y-0.5 left-0 rounded-xs bg-accent-soft"
              style={{ width: `${(count / most) * 100}%` }}
            />
            <span data-user-text title={value} className="relative min-w-0 flex-1 truncate">
              {value}
            </span>
            <span className="relative text-ink-2 tabular-nums">{format.number(count)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
