import { useEffect, useMemo, useRef } from 'react'
import { useTranslations } from 'use-intl'
import type { DifferenceMode } from '@/lib/client/comparison/compare-view'
import type { Column } from '@/lib/client/comparison/use-columns'
import { useDraftSettings } from '@/lib/client/use-draft'
import { isArriving } from '@/lib/domain/comparison/arriving'
import { alignColumns, rowsOfColumn } from '@/lib/domain/comparison/rows'
import { ReadingFrame } from '../thread/reading/reading-frame'
import { Undrawn } from '../thread/reading/undrawn'
import { useReading } from '../thread/reading/use-reading'
import { cx } from '../ui/cx'
import { LoadingBars } from '../ui/loading-bars'
import { ColumnBox } from './column-box'
import { ColumnHead } from './column-head'
import { Differences } from './difference-body'
import { BlindHead, BlindRows } from './judging/blind-rows'
import { segmentsIn, TurnRows } from './turn-rows'
import type { useColumnActs } from './use-column-acts'

interface Props {
  comparisonId: string
  columns: readonly Column[]
  /** The one that alone is in view; undefined = all. */
  alone: Column | undefined
  acts: ReturnType<typeof useColumnActs>
  baselineId: string | null
  isFirst: boolean
  /** All columns have come. */
  isKnown: boolean
  isEven: boolean
  differences: DifferenceMode | null
  isAgainstEarlier: boolean
  /** Of the order in which nobody shall know whose an answer is; null = that is shown. */
  seed: string | null
  /** How often something was sent from here. */
  sends: number
  onSettings: (id: string) => void
}

/** The columns: one scroll for all, so that their turns stay side by side. */
export function ComparisonGrid(props: Props) {
  const {
    comparisonId,
    columns,
    alone,
    acts,
    baselineId,
    isFirst,
    isKnown,
    isEven,
    differences,
    isAgainstEarlier,
    seed,
    sends,
    onSettings,
  } = props
  const t = useTranslations('compare')
  const shared = useDraftSettings(comparisonId)
  const live = columns.some(
    ({ conversation }) => conversation !== undefined && isArriving(conversation),
  )
  const shown = useMemo(() => (alone === undefined ? columns : [alone]), [alone, columns])
  // A turn is its place among the turns of all.
  const turns = useMemo(() => {
    const all = isKnown ? alignColumns(columns.map((one) => segmentsIn(one.conversation))) : []
    const rows = all.map((row, index) => ({ ...row, id: String(index) }))
    return alone === undefined ? rows : rowsOfColumn(rows, columns.indexOf(alone))
  }, [columns, alone, isKnown])
  const ids = useMemo(() => turns.map(({ id }) => id), [turns])
  const look = [
    ...shown.map(({ id }) => id),
    baselineId,
    isEven,
    differences,
    isAgainstEarlier,
    seed,
  ]
  const reading = useReading(comparisonId, ids, live, {
    // One that is in view alone does not draw more than all of them could.
    width: columns.length,
    look: look.join(' '),
  })
  const { content, toEnd } = reading
  // A turn of one's own is shown at once; what comes by itself leaves the reader's place.
  const seen = useRef(sends)
  useEffect(() => {
    if (sends !== seen.current) toEnd()
    seen.current = sends
  }, [sends, toEnd])
  const drawn = { rows: turns, start: reading.start, end: reading.end }
  const isAlone = alone !== undefined && columns.length > 1
  return (
    <ReadingFrame
      reading={reading}
      label={t('columns')}
      // With the room of its scrollbar kept: else 100cqw would be as wide as with it, and all could be scrolled sideways.
      className="@container snap-x overflow-auto [scrollbar-gutter:stable] phone:snap-mandatory"
      wayDownClass="left-1/2"
    >
      <div
        ref={content}
        style={{ gridTemplateColumns: `repeat(${shown.length}, var(--column))` }}
        className={cx(
          // Below that width they scroll sideways (design §5); on a phone each is as wide as the frame.
          'grid min-h-full content-start [--column:minmax(360px,1fr)] phone:[--column:100cqw]',
          isAlone && 'mx-auto max-w-200',
        )}
      >
        {seed !== null &&
          shown.map(({ id }, place) => <BlindHead key={id} place={place} count={shown.length} />)}
        {(seed === null ? shown : []).map((column) => {
          const at = columns.indexOf(column)
          return (
            <ColumnHead
              key={column.id}
              {...{ column, shared, at, acts, isAlone }}
              count={columns.length}
              isBaseline={column.id === baselineId && columns.length > 1}
              isMarked={differences === null || !isAgainstEarlier}
              onSettings={() => onSettings(column.id)}
            />
          )
        })}
        {isFirst && (
          <div className="sticky left-0 col-span-full w-[100cqw] px-5 pt-10">
            <p className="font-medium text-ui">{t('emptyTitle')}</p>
            <p className="max-w-133 text-ink-3 text-ui">{t('emptyText')}</p>
          </div>
        )}
        {!isKnown && (
          <div className="sticky left-0 col-span-full w-[100cqw] px-5 pt-10">
            <LoadingBars count={5} label={t('loading')} />
          </div>
        )}
        <Differences value={differences}>
          <Undrawn height={reading.above} />
          {seed === null ? (
            <TurnRows columns={shown} {...{ drawn, isEven, baselineId, isAgainstEarlier }} />
          ) : (
            <BlindRows columns={shown} {...{ drawn, isEven, comparisonId, seed }} />
          )}
          <Undrawn height={reading.roomBelow} />
        </Differences>
        {(seed === null ? shown : []).map((column, index) => (
          <div
            key={column.id}
            className={cx('min-w-0 border-line px-5', index > 0 && 'border-l phone:border-l-0')}
          >
            {column.error !== null && (
              <p role="alert" className="text-bad text-small">
                {t('columnFailed')}
              </p>
            )}
            <ColumnBox column={column} />
          </div>
        ))}
      </div>
    </ReadingFrame>
  )
}
