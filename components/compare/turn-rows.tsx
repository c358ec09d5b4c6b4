import { memo, type UIEvent, useMemo } from 'react'
import { useTranslations } from 'use-intl'
import type { Column } from '@/lib/client/comparison/use-columns'
import { usePrices } from '@/lib/client/use-prices'
import { earlierSegments } from '@/lib/domain/comparison/earlier'
import { factsOf, ranksOf } from '@/lib/domain/comparison/facts'
import { alignColumns, type Row } from '@/lib/domain/comparison/rows'
import { answerText, runsOf, type Segment, segmentsOf } from '@/lib/domain/comparison/segments'
import { type Conversation, pathTo } from '@/lib/domain/conversation'
import { modelLabel } from '@/lib/domain/models'
import { hasEnded } from '@/lib/domain/run'
import { loopOf } from '@/lib/domain/tools/open-loop'
import { TurnsLock } from '../thread/acts/turns-lock'
import { cx } from '../ui/cx'
import { AnswerCell } from './answer-cell'
import { AskHere } from './ask-here'
import { Ranks } from './facts-bar'
import { scrollInStep } from './scroll-in-step'
import { SharedQuestion } from './shared-question'

/** The same conversation has the same segments: only the cells of a column that has changed are drawn again. */
const known = new WeakMap<Conversation, Segment[]>()

export function segmentsIn(conversation: Conversation | undefined): Segment[] {
  if (conversation === undefined) return []
  const found = known.get(conversation)
  if (found !== undefined) return found
  const segments = segmentsOf(pathTo(conversation.messages, conversation.headId))
  known.set(conversation, segments)
  return segments
}

interface RowsProps {
  columns: readonly Column[]
  isEven: boolean
  /** The column that the others are held against. */
  baselineId: string | null
  /** Each answer is held against what its column answered before. */
  isAgainstEarlier: boolean
}

/** The turns of all columns side by side. */
export function TurnRows({ columns, ...look }: RowsProps) {
  const rows = alignColumns(columns.map(({ conversation }) => segmentsIn(conversation)))
  return rows.map((row, index) => (
    <TurnRow
      // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place among the rows
      key={index}
      number={index + 1}
      later={rows.slice(index + 1)}
      {...{ row, columns, ...look }}
    />
  ))
}

interface RowProps {
  row: Row
  columns: readonly Column[]
  number: number
  isEven: boolean
  later: readonly Row[]
  baselineId: string | null
  isAgainstEarlier: boolean
}

const TurnRow = memo(function TurnRow(props: RowProps) {
  const { row, columns, number, isEven, later, baselineId, isAgainstEarlier } = props
  const t = useTranslations('compare')
  const ranks = useRanks(row, columns)
  const baseline = useBaseline(row, columns, baselineId)
  const questions = row.cells.flatMap((cell) => cell?.question ?? [])
  const isHeld = columns.some(
    ({ conversation }) => conversation !== undefined && loopOf(conversation).holdsTurns,
  )
  return (
    <section aria-label={t('turn', { number })} className="contents">
      {row.shared !== null && (
        <div className="col-span-full mt-2 bg-user-turn" data-turn={number}>
          <TurnsLock value={isHeld}>
            <SharedQuestion question={row.shared} questions={questions} />
          </TurnsLock>
        </div>
      )}
      <Ranks value={ranks}>
        {columns.map(({ id, conversation, settings }, index) => {
          const segment = row.cells[index] ?? null
          return (
            <div
              key={id}
              data-cell
              {...(isEven && scrollerProps(settings?.model ?? ''))}
              className={cx(
                'min-w-0 border-line px-5 pt-3 pb-5',
                index > 0 && 'border-l phone:border-l-0',
                isEven && 'max-h-[60dvh] overflow-y-auto overscroll-contain outline-offset-[-2px]',
              )}
            >
              {segment !== null && conversation !== undefined && (
                <AnswerCell
                  conversation={conversation}
                  segment={segment}
                  isLast={segmentsIn(conversation).at(-1) === segment}
                  isShared={row.shared !== null}
                  model={settings?.model ?? ''}
                  baseline={
                    isAgainstEarlier
                      ? earlierText(conversation, segment)
                      : id === baselineId
                        ? null
                        : baseline
                  }
                />
              )}
              {segment === null && conversation !== undefined && (
                <AskHere
                  columnId={id}
                  question={questions[0]}
                  // What is asked of a column goes to its end.
                  isNext={later.every(({ cells }) => cells[index] == null)}
                />
              )}
            </div>
          )
        })}
      </Ranks>
    </section>
  )
})

/** What a column answered in the same place before; null where it was not asked. */
function earlierText(conversation: Conversation, segment: Segment): string | null {
  const found = earlierSegments(conversation)[segmentsIn(conversation).indexOf(segment)]
  return found === undefined ? null : answerText(found, conversation.runs)
}

/** What scrolls must be reachable by keyboard. */
function scrollerProps(model: string) {
  return { onScroll, tabIndex: 0, role: 'group', 'aria-label': modelLabel(model) }
}

/** The cells of a row that scroll in themselves do so together. */
function onScroll({ currentTarget: cell }: UIEvent<HTMLElement>): void {
  const all = cell.parentElement?.querySelectorAll<HTMLElement>(':scope > [data-cell]') ?? []
  scrollInStep(
    cell,
    [...all].filter((other) => other !== cell),
  )
}

/** What the baseline answered here; null while it has not. */
function useBaseline(row: Row, columns: readonly Column[], baselineId: string | null) {
  const at = columns.findIndex(({ id }) => id === baselineId)
  const cell = row.cells[at] ?? null
  const runs = columns[at]?.conversation?.runs
  return useMemo(() => {
    if (cell === null || runs === undefined) return null
    const isArriving = runsOf(cell, runs).some(({ status }) => !hasEnded(status))
    return isArriving ? null : answerText(cell, runs)
  }, [cell, runs])
}

/** How the answers of a row stand among each other, by column. */
export function useRanks(row: Row, columns: readonly Column[]) {
  const prices = usePrices()
  return useMemo(() => {
    if (prices === null) return {}
    const facts = row.cells.map((cell, index) =>
      cell === null
        ? null
        : factsOf(runsOf(cell, columns[index]?.conversation?.runs ?? []), prices),
    )
    const ranks = ranksOf(facts)
    return Object.fromEntries(
      columns.flatMap(({ id }, index) => {
        const own = ranks[index]
        return own === undefined ? [] : [[id, own]]
      }),
    )
  }, [row, columns, prices])
}
