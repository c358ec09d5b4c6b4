import type { Message } from '../../conversation'
import { type CsvCell, writeCsv } from '../../csv-table'
import type { Run } from '../../run'
import { textsOf, titleOfText } from '../../turn'
import type { Facts } from '../facts'
import { COUNTS, type Sums } from '../sums'
import type { DeletedAnswer } from './deleted'
import type { OtherTurn, SweepPlace } from './others'
import { hasOpenCount } from './remark'
import { modelIn, type Report, type ReportCell, type ReportColumn, type ReportTurn } from './report'

const HEAD = [
  ...['turn', 'question', 'column', 'upstream', 'model', 'state', 'stop_reason'],
  ...['first_token_ms', 'total_ms', 'tokens_per_second'],
  ...['input_tokens', 'output_tokens', 'thinking_tokens', 'tokens_note'],
  ...['cost_usd', 'cost_note', 'thumb', 'sweep_id', 'sweep_variant', 'sweep_repeat'],
  ...['run_ids', 'request_ids'],
]

/** The turn of the lines that add up the lines of a column. */
export const SUM_LINE = 'all'

/** The turn of the lines of answers that are not in view. */
export const OTHER_LINE = 'other'
/** The turn of the lines of answers whose turns were deleted. */
const DELETED_LINE = 'deleted'

/**
 * The figures of a comparison as a table for other programs: a line for each turn and column in view, one for
 * each column with what that came to, and one for each run that is not in view or was
 * deleted.
 */
export function comparisonCsv(report: Report): string {
  const { turns, columns, others, deleted } = report
  const lines = turns.flatMap((turn) =>
    columns.map((column, at) => lineInView(report, turn, column, turn.cells[at] ?? null)),
  )
  const more = [
    ...others.flatMap((other) => otherLine(report, other)),
    ...deleted.map((answer) => deletedLine(report, answer)),
  ]
  return writeCsv([HEAD, ...lines, ...columns.map(sumLine), ...more])
}

function lineInView(
  report: Report,
  { number, shared }: ReportTurn,
  column: ReportColumn,
  cell: ReportCell | null,
): CsvCell[] {
  return [
    number,
    titleOf(shared ?? cell?.question ?? null),
    column.number,
    cell?.runs.at(-1)?.upstream ?? column.settings.upstream,
    modelIn(cell, column),
    stateOf(cell),
    ...figureCells(cell?.facts ?? null, cell !== null && hasOpenCount(cell)),
    ...runCells(report, cell?.runs ?? []),
  ]
}

function otherLine(report: Report, { column, question, run, facts }: OtherTurn): CsvCell[][] {
  if (run === null) return []
  const { upstream, model } = run
  return [
    [
      ...[OTHER_LINE, titleOf(question), column, upstream, model, facts?.state ?? null],
      ...figureCells(facts, hasOpenCount({ runs: [run] })),
      ...runCells(report, [run]),
    ],
  ]
}

function deletedLine({ columns }: Report, answer: DeletedAnswer): CsvCell[] {
  const { id, conversationId, upstream, model, requestId, facts } = answer
  const column = columns.find((one) => one.id === conversationId)?.number ?? null
  return [
    ...[DELETED_LINE, null, column, upstream, model, facts.state],
    ...figureCells(facts, facts.inTokens !== null && facts.outTokens === null),
    ...[null, null, null, null, id, requestId],
  ]
}

function titleOf(question: Message | null): string {
  return titleOfText(textsOf(question?.content ?? []).join(' '))
}

function figureCells(facts: Facts | null, isOpen: boolean): CsvCell[] {
  return [
    facts?.stopReason ?? null,
    facts?.firstToken ?? null,
    facts?.total ?? null,
    facts?.rate ?? null,
    facts?.inTokens ?? null,
    facts?.outTokens ?? null,
    facts?.thinkingTokens ?? null,
    isOpen ? 'not_final' : null,
    ...costCells(facts),
  ]
}

/** What somebody thought of the last one, the place in a sweep that it was given for, and who they are. */
function runCells({ marks, places }: Report, runs: readonly Run[]): CsvCell[] {
  const last = runs.at(-1)?.id ?? ''
  const place = places.get(last)
  return [
    marks.get(last)?.thumb ?? null,
    ...[place?.sweepId ?? null, variantOf(place), place?.repeat ?? null],
    runs.map(({ id }) => id).join(' '),
    runs.flatMap(({ requestId }) => requestId ?? []).join(' '),
  ]
}

/** Its number, and what tells it from the others. */
function variantOf(place: SweepPlace | undefined): string | null {
  if (place === undefined) return null
  const chosen = Object.entries(place.choice).map(([name, value]) => `${name}=${value}`)
  return [place.variant, ...chosen].join(' ')
}

function stateOf(cell: ReportCell | null): string {
  if (cell === null) return 'not_asked'
  // An answer that a person has written has no run.
  return cell.facts?.state ?? (cell.answers.length === 0 ? 'not_answered' : 'written')
}

function costCells(facts: Facts | null): CsvCell[] {
  if (facts === null) return [null, null]
  if (facts.isSandbox) return [null, 'sandbox']
  return [facts.cost, facts.cost === null ? 'unknown' : null]
}

function sumLine({ number, answerer, sums }: ReportColumn): CsvCell[] {
  return [
    ...[SUM_LINE, null, number, answerer.upstream, answerer.model, null, null, null, null, null],
    ...[sums.inTokens, sums.outTokens, sums.thinkingTokens, noteOfCounts(sums)],
    ...[sums.cost, noteOfSum(sums), null, null, null, null, null, null],
  ]
}

function noteOfCounts(sums: Sums): string | null {
  if (COUNTS.every((name) => sums[name] === null)) return 'unknown'
  return COUNTS.some((name) => sums.uncounted[name] > 0) ? 'partly_unknown' : null
}

function noteOfSum({ cost, unknown, isSandbox }: Sums): string | null {
  if (isSandbox) return 'sandbox'
  if (unknown === 0) return null
  return cost === null ? 'unknown' : 'partly_unknown'
}
