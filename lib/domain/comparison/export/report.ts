import { type ChatSettings, type Conversation, type Message, pathTo } from '../../conversation'
import { localFilesOf } from '../../files/source'
import type { Prices } from '../../prices'
import type { Run } from '../../run'
import type { RunMark } from '../../run-mark'
import type { ShownSweep } from '../../sweeps/sweep'
import { type Answerer, answererOf, answererOfAll } from '../answered-by'
import { type Facts, factsOf, type Rank, type RankedFact, ranksOf } from '../facts'
import { differencesAmong, type SettingName } from '../overrides'
import { alignColumns } from '../rows'
import { runsOf, type Segment, segmentsOf } from '../segments'
import { type Sums, sumFacts } from '../sums'
import type { Vote } from '../votes'
import type { DeletedAnswer } from './deleted'
import { type OtherTurn, otherTurns, type SweepPlace, sweepPlaces } from './others'
import type { ReportFiles } from './report-files'

/** What is taken away of a column: what stands in view there, and what it was asked with. */
export interface ReportColumn {
  id: string
  /** From 1. */
  number: number
  settings: ChatSettings
  /** Who gave its answers; null for what is not the same in all of them. */
  answerer: { [Name in keyof Answerer]: Answerer[Name] | null }
  sums: Sums
}

/** What a column answered in a turn. */
export interface ReportCell extends Segment {
  /** Those that wrote its answers, in order. */
  runs: readonly Run[]
  facts: Facts | null
  ranks: Record<RankedFact, Rank> | null
  /** What somebody thought of it. */
  mark: RunMark | null
}

export interface ReportTurn {
  /** From 1. */
  number: number
  /** What all columns were asked that were asked anything; null where they differ. */
  shared: Message | null
  /** By the columns; null where a column was not asked. */
  cells: readonly (ReportCell | null)[]
}

/** A comparison as it leaves Parley, before it is written in any format. */
export interface Report {
  id: string
  title: string
  /** ms since the epoch. */
  madeAt: number
  /** In what the columns differ. */
  differences: readonly SettingName[]
  columns: readonly ReportColumn[]
  /** What is in view. */
  turns: readonly ReportTurn[]
  /** What is not. */
  others: readonly OtherTurn[]
  /** Answers whose turns were deleted. */
  deleted: readonly DeletedAnswer[]
  /** Of the answers that are not in view, those that were deleted among them: how many, and what they came to. */
  beside: { count: number; sums: Sums }
  sweeps: readonly ShownSweep[]
  /** By run. */
  places: ReadonlyMap<string, SweepPlace>
  votes: readonly Vote[]
  /** By run. */
  marks: ReadonlyMap<string, RunMark>
  /** Those that stand in the turns, as far as they were asked for. */
  files: ReportFiles
}

/** What stands in a comparison beside its columns. */
export interface Rest {
  /** Of grids, and columns that were removed. */
  conversations: readonly Conversation[]
  deleted: readonly DeletedAnswer[]
  sweeps: readonly ShownSweep[]
  votes: readonly Vote[]
}

interface Source {
  id: string
  title: string
  madeAt: number
  columns: readonly {
    conversation: Conversation
    /** What stands for those that it was asked with, where it was not asked yet. */
    settings: ChatSettings
  }[]
  rest: Rest
  prices: Prices
}

/** Reads a comparison off the conversations that stand in it. */
export function reportOf({ id, title, madeAt, columns, rest, prices }: Source): Report {
  const { conversations, deleted, sweeps, votes } = rest
  const trees = columns.map(({ conversation }) => conversation)
  const all = [...trees, ...conversations]
  const marks = new Map(all.flatMap((one) => one.marks.map((mark) => [mark.runId, mark])))
  const rows = alignColumns(
    trees.map(({ messages, headId }) => segmentsOf(pathTo(messages, headId))),
  )
  const turns = rows.map(({ shared, cells }, index): ReportTurn => {
    const answered = cells.map((cell, at) => {
      const runs = cell === null ? [] : runsOf(cell, columns[at]?.conversation.runs ?? [])
      return { runs, facts: factsOf(runs, prices) }
    })
    const ranks = ranksOf(answered.map(({ facts }) => facts))
    return {
      number: index + 1,
      shared,
      cells: cells.map((cell, at) => {
        const own = answered[at]
        if (cell === null || own === undefined) return null
        const run = own.runs.at(-1)
        const mark = (run && marks.get(run.id)) ?? null
        return { ...cell, ...own, ranks: ranks[at] ?? null, mark }
      }),
    }
  })
  // What the next turn would be asked with says nothing of those that are here.
  const asked = columns.map(({ conversation, settings }) => conversation.settings ?? settings)
  const others = otherTurns(trees, conversations, prices)
  const beside = [...others, ...deleted].flatMap(({ facts }) => facts ?? [])
  return {
    ...{ id, title, madeAt, turns, others, deleted, sweeps, votes },
    beside: { count: beside.length, sums: sumFacts(beside) },
    places: sweepPlaces(all, sweeps),
    ...{ marks, files: new Map() },
    differences: differencesAmong(asked),
    columns: columns.map(({ conversation, settings }, at) => ({
      id: conversation.id,
      number: at + 1,
      settings: conversation.settings ?? settings,
      answerer: answererOfAll(
        turns.map(({ cells }) => cells[at]?.runs ?? []),
        conversation.settings ?? settings,
      ),
      sums: sumFacts(turns.map(({ cells }) => cells[at]?.facts ?? null)),
    })),
  }
}

/** The model that answered last in a cell, else the one that its column asks. */
export function modelIn(cell: ReportCell | null, column: ReportColumn): string {
  return answererOf(cell?.runs ?? [], column.settings).model
}

/** The files of ours that stand in what a report shows. */
export function fileIdsIn({ turns }: Pick<Report, 'turns'>): string[] {
  const ids = turns.flatMap(({ shared, cells }) =>
    [
      shared,
      ...cells.flatMap((cell) => (cell === null ? [] : [cell.question, ...cell.answers])),
    ].flatMap((turn) => localFilesOf(turn?.content ?? null)),
  )
  return [...new Set(ids)]
}
