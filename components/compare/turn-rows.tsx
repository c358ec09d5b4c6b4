import { memo, useMemo } from 'react'
import { useTranslations } from 'use-intl'
import type { Column } from '@/lib/client/comparison/use-columns'
import { usePrices } from '@/lib/client/use-prices'
import { earlierSegments } from '@/lib/domain/comparison/earlier'
import { factsOf, ranksOf } from '@/lib/domain/comparison/facts'
import type { Row } from '@/lib/domain/comparison/rows'
import {
  isAsked,
  runsOf,
  type Segment,
  segmentsOf,
  wholeAnswer,
} from '@/lib/domain/comparison/segments'
import { type Conversation, type Message, pathTo } from '@/lib/domain/conversation'
import { modelLabel } from '@/lib/domain/models'
import { loopOf } from '@/lib/domain/tools/open-loop'
import { TurnsLock } from '../thread/acts/turns-lock'
import { AnswerCell } from './answer-cell'
import { AskHere } from './ask-here'
import { Ranks } from './facts-bar'
import { RowCell } from './row-cell'
import { SharedQuestion } from './shared-question'

/**
 * A turn. What is brought into view in it stands below the heads of the columns: a padding of the frame would
 * also move it for what is focused in the heads themselves, which are always in view.
 */
export const ROW = 'col-span-full grid grid-cols-subgrid content-start scroll-mt-18 **:scroll-mt-18'

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

/** The rows of a comparison, and which of them are drawn: from `start` to before `end`. */
export interface DrawnRows {
  rows: readonly Row[]
  start: number
  end: number
}

/** The rows that are drawn, each with its number, from 1. */
export function numbered({ rows, start, end }: DrawnRows): { row: Row; number: number }[] {
  return rows.slice(start, end).map((row, index) => ({ row, number: start + index + 1 }))
}

interface Look {
  columns: readonly Column[]
  isEven: boolean
  /** The column that the others are held against. */
  baselineId: string | null
  /** Each answer is held against what its column answered before. */
  isAgainstEarlier: boolean
}

/** The turns of all columns side by side. */
export function TurnRows({ drawn, ...look }: Look & { drawn: DrawnRows }) {
  const { columns } = look
  const { rows } = drawn
  const isHeld = useIsHeld(columns)
  const lastAsked = useMemo(
    () => columns.map((_, index) => rows.findLastIndex(({ cells }) => cells[index] != null)),
    [rows, columns],
  )
  const questions = useMemo(() => rows.map(askedIn), [rows])
  return numbered(drawn).map(({ row, number }) => (
    <TurnRow key={number} {...{ row, number, lastAsked, questions, isHeld, ...look }} />
  ))
}

/** What columns were asked in a row; undefined where that is nothing that is asked. */
function askedIn({ cells }: Row): Message | undefined {
  return cells.find((cell) => cell !== null && isAsked(cell))?.question ?? undefined
}

/** Whether a tool loop of one of the columns holds the turns of all. */
export function useIsHeld(columns: readonly Column[]): boolean {
  return useMemo(
    () =>
      columns.some(
        ({ conversation }) => conversation !== undefined && loopOf(conversation).holdsTurns,
      ),
    [columns],
  )
}

interface RowProps extends Look {
  row: Row
  /** From 1. */
  number: number
  /** By column: the last row in which it was asked. */
  lastAsked: readonly number[]
  /** What was asked in each row, of whichever column. */
  questions: readonly (Message | undefined)[]
  isHeld: boolean
}

const TurnRow = memo(function TurnRow(props: RowProps) {
  const { row, columns, number, isHeld, baselineId } = props
  const t = useTranslations('compare')
  const ranks = useRanks(row, columns)
  const baseline = useBaseline(row, columns, baselineId)
  return (
    <section aria-label={t('turn', { number })} className={ROW}>
      {row.shared !== null && <RowQuestion {...{ row, isHeld }} question={row.shared} />}
      <Ranks value={ranks}>
        {columns.map((column, index) => (
          <TurnCell key={column.id} {...props} {...{ column, index, baseline }} />
        ))}
      </Ranks>
    </section>
  )
})

interface QuestionProps extends Pick<RowProps, 'row' | 'isHeld'> {
  question: Message
}

/** What all columns were asked in a turn, over their answers. */
export function RowQuestion({ row, question, isHeld }: QuestionProps) {
  return (
    <div className="col-span-full mt-2 bg-user-turn">
      <TurnsLock value={isHeld}>
        <SharedQuestion
          question={question}
          questions={row.cells.flatMap((cell) => cell?.question ?? [])}
        />
      </TurnsLock>
    </div>
  )
}

interface CellProps extends RowProps {
  column: Column
  index: number
  baseline: string | null
}

/** What one column has in a turn. */
function TurnCell(props: CellProps) {
  const { row, column, index, number, lastAsked, questions, isEven, baseline, baselineId } = props
  const { id, conversation, settings } = column
  const segment = row.cells[index] ?? null
  const model = settings?.model ?? ''
  const isInView = props.columns.some((one) => one.id === baselineId)
  const ofBaseline = id === baselineId ? null : isInView ? 'baseline' : 'unseen'
  const against = props.isAgainstEarlier ? 'earlier' : ofBaseline
  return (
    <RowCell place={index} evenName={isEven ? modelLabel(model) : null} className="pb-5">
      {segment !== null && conversation !== undefined && (
        <AnswerCell
          {...{ conversation, segment, model }}
          isLast={segmentsIn(conversation).at(-1) === segment}
          isShared={row.shared !== null}
          against={against}
          baseline={against === 'earlier' ? earlierText(conversation, segment) : baseline}
        />
      )}
      {segment === null && conversation !== undefined && (
        <AskHere
          columnId={id}
          // What is asked of a column goes to its end: all that comes before it there, in order.
          missing={
            questions[number - 1] === undefined
              ? []
              : questions.slice((lastAsked[index] ?? -1) + 1, number).flatMap((one) => one ?? [])
          }
        />
      )}
    </RowCell>
  )
}

const knownEarlier = new WeakMap<Conversation, ReturnType<typeof earlierSegments>>()

/** What a column answered in the same place before; null where that is the same branch, or no whole answer. */
function earlierText(conversation: Conversation, segment: Segment): string | null {
  const earlier = knownEarlier.get(conversation) ?? earlierSegments(conversation)
  knownEarlier.set(conversation, earlier)
  const found = earlier[segmentsIn(conversation).indexOf(segment)] ?? null
  return found === null ? null : wholeAnswer(found, conversation.runs)
}

/** What the baseline answered here; null while that is no whole answer. */
function useBaseline(row: Row, columns: readonly Column[], baselineId: string | null) {
  const at = columns.findIndex(({ id }) => id === baselineId)
  const cell = row.cells[at] ?? null
  const runs = columns[at]?.conversation?.runs
  return useMemo(() => {
    return cell === null || runs === undefined ? null : wholeAnswer(cell, runs)
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
