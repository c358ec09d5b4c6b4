import 'server-only'
import { isRecord } from '@/lib/wire/json'
import type { Language } from '../answer/measure'
import { MOST_ROWS, tableOf } from './markdown'
import type { Aggregate } from './table/question'
import { WORDS } from './table/words'

const FIGURE = /^(count|sum|mean|median|min|max|distinct)(?:\((.+)\))?$/
const AGGREGATES: Readonly<Record<string, Aggregate>> = {
  ...{ count: 'count', sum: 'sum', mean: 'mean', median: 'median' },
  ...{ min: 'min', max: 'max', distinct: 'distinct' },
}

/** What a query of a table gave: its columns' names and its rows, and how much is not among them. */
export interface ResultTable {
  columns: string[]
  rows: unknown[][]
  matching: number | null
  leftOut: number
  notes: string[]
}

/** Reads the result of `csv_query`; null where a value is none. */
export function readResultTable(value: unknown): ResultTable | null {
  if (!isRecord(value)) return null
  const { columns, rows, matching_rows: matching, rows_left_out: leftOut, notes } = value
  const isTable =
    isTexts(columns) && columns.length > 0 && Array.isArray(rows) && rows.every(Array.isArray)
  if (!isTable) return null
  return {
    columns,
    rows,
    matching: typeof matching === 'number' ? matching : null,
    leftOut: typeof leftOut === 'number' ? leftOut : 0,
    notes: isTexts(notes) ? notes : [],
  }
}

const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'string')

/** The result in words: its figures by name, the groups in a table with their ends, or the rows. */
export function describeResult(table: ResultTable, language: Language): string {
  const words = WORDS[language]
  const { columns, rows, matching, leftOut, notes } = table
  const figures = columns.flatMap((name, at) => (isFigure(name) ? [at] : []))
  const over = matching === null ? '' : words.inBrackets(words.overRows(matching))
  const [row = []] = rows
  const isSingle = figures.length === columns.length && rows.length === 1
  const parts = isSingle
    ? columns.map(
        (name, at) => `**${labelOf(name, language)}${words.colon}${cellOf(row[at])}**${over}`,
      )
    : [
        `${titleOf(table, figures, language)}${over}`,
        rowsOf(table, language),
        ...(rows.length + leftOut > MOST_ROWS || leftOut > 0
          ? [words.more(rows.length + leftOut - Math.min(rows.length, MOST_ROWS))]
          : []),
        ...(leftOut > 0 ? [] : endsOf(table, figures, language)),
      ]
  return [...parts, ...notes].join('\n\n')
}

const isFigure = (name: string) => FIGURE.test(name)

function labelOf(name: string, language: Language): string {
  const [, figure = '', column = ''] = FIGURE.exec(name) ?? []
  const aggregate = AGGREGATES[figure]
  return aggregate === undefined ? name : WORDS[language].aggregates[aggregate](column)
}

function titleOf({ columns, rows, leftOut }: ResultTable, figures: number[], language: Language) {
  const words = WORDS[language]
  const keys = columns.filter((_, at) => !figures.includes(at))
  if (figures.length === 0) return `**${words.size(rows.length + leftOut, columns.length)}**`
  const measures = figures.map((at) => labelOf(columns[at] ?? '', language)).join(words.comma)
  return `**${words.grouped(measures, keys.join(words.comma), rows.length + leftOut)}**`
}

function rowsOf({ columns, rows }: ResultTable, language: Language): string {
  const ends = new Set(
    columns.flatMap((_, at) => (rows.every((row) => typeof row[at] === 'number') ? [at] : [])),
  )
  return tableOf(
    columns.map((name) => labelOf(name, language)),
    rows.slice(0, MOST_ROWS).map((row) => columns.map((_, at) => cellOf(row[at]))),
    ends,
  )
}

/** Which group has the most and which the least of the first figure. */
function endsOf({ columns, rows }: ResultTable, figures: number[], language: Language): string[] {
  const [figure] = figures
  const key = columns.findIndex((name) => !isFigure(name))
  if (figure === undefined || key < 0) return []
  const ranked = rows
    .flatMap((row) => {
      const value = row[figure]
      return typeof value === 'number' ? [{ name: cellOf(row[key]), value }] : []
    })
    .sort((a, b) => b.value - a.value)
  const [high, low] = [ranked[0], ranked.at(-1)]
  if (high === undefined || low === undefined || high.value === low.value) return []
  const { groupExtremes, inBrackets } = WORDS[language]
  const said = ({ name, value }: typeof high) => `${name}${inBrackets(cellOf(value))}`
  return [groupExtremes(said(high), said(low))]
}

/** Without what floating point leaves behind. */
function cellOf(value: unknown): string {
  if (typeof value === 'number') return String(Number(value.toPrecision(12)))
  return value === null || value === undefined ? '' : String(value)
}
