import { type CsvCell, writeCsv } from '../../csv-table'
import { textsOf, titleOfText } from '../../turn'
import type { Facts } from '../facts'
import { COUNTS, type Sums } from '../sums'
import { hasOpenCount } from './remark'
import { modelIn, type Report, type ReportCell, type ReportColumn, type ReportTurn } from './report'

const HEAD = [
  ...['turn', 'question', 'column', 'upstream', 'model', 'state', 'stop_reason'],
  ...['first_token_ms', 'total_ms', 'tokens_per_second'],
  ...['input_tokens', 'output_tokens', 'thinking_tokens', 'tokens_note'],
  ...['cost_usd', 'cost_note', 'run_ids', 'request_ids'],
]

/** The turn of the lines that add up the lines of a column. */
export const SUM_LINE = 'all'

/**
 * The figures of a comparison as a table for other programs: a line for each turn and column, and at the
 * end one for each column with what it came to.
 */
export function comparisonCsv({ turns, columns }: Report): string {
  const lines = turns.flatMap((turn) =>
    columns.map((column, at) => figureLine(turn, column, turn.cells[at] ?? null)),
  )
  return writeCsv([HEAD, ...lines, ...columns.map(sumLine)])
}

function figureLine(turn: ReportTurn, column: ReportColumn, cell: ReportCell | null): CsvCell[] {
  const facts = cell?.facts ?? null
  const runs = cell?.runs ?? []
  const question = turn.shared ?? cell?.question
  return [
    turn.number,
    titleOfText(textsOf(question?.content ?? []).join(' ')),
    column.number,
    runs.at(-1)?.upstream ?? column.settings.upstream,
    modelIn(cell, column),
    stateOf(cell),
    facts?.stopReason ?? null,
    facts?.firstToken ?? null,
    facts?.total ?? null,
    facts?.rate ?? null,
    facts?.inTokens ?? null,
    facts?.outTokens ?? null,
    facts?.thinkingTokens ?? null,
    cell !== null && hasOpenCount(cell) ? 'not_final' : null,
    ...costCells(facts),
    runs.map(({ id }) => id).join(' '),
    runs.flatMap(({ requestId }) => requestId ?? []).join(' '),
  ]
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
    ...[sums.cost, noteOfSum(sums), null, null],
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
