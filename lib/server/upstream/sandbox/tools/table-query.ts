import 'server-only'
import type { Measure, TableOrder } from '@/lib/domain/tools/file-queries'
import type { Brief, Source } from '../answer/brief'
import { flatten, propertiesOf } from '../json/schema'
import { meantTables } from '../text/meant-tables'
import { asksCorrelation } from '../text/table/answer-correlation'
import { frequentColumns, isOfLeast } from '../text/table/answer-frequent'
import { groupingFor, measuresFor } from '../text/table/answer-groups'
import type { Measured } from '../text/table/question'
import type { Table } from '../text/table/read-table'
import { requestsIn, type TableRequest } from '../text/table/requests'
import { superlativeColumn } from '../text/table/superlative'
import { WORDS } from '../text/table/words'
import { type Material, readTask, tableIn } from '../text/task'
import type { Input } from './fill-input'
import type { Offered } from './offered'
import type { Planned } from './plan-calls'

const NAME = 'csv_query'
const ARGUMENTS = ['group_by', 'aggregates', 'where', 'order_by', 'limit']
const FILE = /[\w.-]+\.(?:csv|tsv|xlsx)\b/i
/** So much of a table tells its columns, and most of the values that a question may name. */
const HEAD = 200_000

/** The calls with those of the table tool filled as the question about a table that is there means it. */
export function withTableQueries(
  calls: readonly Planned[],
  question: string,
  brief: Brief,
): Planned[] {
  const first = calls.find(({ tool }) => isTableTool(tool))
  const queries = first === undefined ? [] : queriesFor(question, brief)
  if (first === undefined || queries.length === 0) return [...calls]
  const filled = queries.map((input): Planned => ({ tool: first.tool, input, missing: [] }))
  return calls.flatMap((call) => (call === first ? filled : call.tool === first.tool ? [] : [call]))
}

function isTableTool({ name, schema }: Offered): boolean {
  const known = propertiesOf(flatten(schema, schema))
  return name === NAME && ARGUMENTS.every((one) => Object.hasOwn(known, one))
}

function queriesFor(question: string, brief: Brief): Input[] {
  const materials = brief.sources.map(headOf)
  const tables = materials.flatMap(tableIn)
  const named = namedFile(question, materials)
  // The names of the tool and of the file are no words of the question.
  const ask = question.replaceAll(NAME, ' ').replaceAll(named ?? NAME, ' ')
  const task = { ...readTask({ ...brief, sources: [] }), ask, materials, tables }
  const [meant] = meantTables(task)
  if (meant === undefined) return []
  const { table, material } = meant
  const title = tables.length > 1 ? material.source.title : null
  const file = named ?? title
  const queries = requestsIn(ask, table, meant.question).map((one) => queryOf(one, table))
  const told = queries.filter((query) => query !== null)
  // What cannot be put as a query is not half put.
  if (told.length < queries.length) return []
  return told.map((query) => (file === null ? query : { file, ...query }))
}

/** The file that a question names: one that is there, with spaces and all, else what looks like a name. */
function namedFile(ask: string, materials: readonly Material[]): string | null {
  const titles = materials.flatMap(({ source: { title } }) => title ?? [])
  const [named] = titles.filter((title) => ask.includes(title)).sort((a, b) => b.length - a.length)
  return named ?? FILE.exec(ask)?.[0] ?? null
}

/** The beginning of a source, up to a line's end. */
function headOf(source: Source): Material {
  const text = source.pieces.join('\n')
  const head = text.length <= HEAD ? text : text.slice(0, text.lastIndexOf('\n', HEAD))
  return { source: { ...source, pieces: [head] }, form: 'prose', label: '', isEarlier: false }
}

/** Null where it is none, or none that the tool can answer. */
function queryOf({ ask, question }: TableRequest, table: Table): Input | null {
  const where = question.filters.flatMap(({ conditions }) => conditions)
  const isWhole = question.filters.every(({ conditions }) => conditions.length > 0)
  if (!isWhole || asksCorrelation(ask)) return null
  const rows = Array.from({ length: table.rows }, (_, row) => row)
  const work = { table, question, words: WORDS.en, rows, where: '', ask }
  const query =
    frequencies(ask, frequentColumns(work).slice(0, 1), question.top) ??
    groups(work) ??
    orderedRows(work) ??
    figures(question.measured, question.lacking)
  if (query === null && where.length === 0) return null
  return { ...(where.length > 0 && { where }), ...query }
}

type Work = Parameters<typeof measuresFor>[0]

function frequencies(ask: string, columns: readonly { name: string }[], top: number | null) {
  if (columns.length === 0) return null
  return {
    group_by: columns.map(({ name }) => name),
    aggregates: [{ function: 'count' }],
    order_by: [{ column: 'count', descending: !isOfLeast(ask) }],
    ...(top !== null && { limit: top }),
  }
}

function groups(work: Work): Input | null {
  const by = groupingFor(work)
  // The tool knows no months.
  if (by === null || by.by !== 'value') return null
  const aggregates = toAggregates(measuresFor(work, by))
  const [first] = aggregates
  if (first === undefined) return null
  const { extreme, top } = work.question
  const order: TableOrder = { column: labelOf(first), descending: extreme !== 'min' }
  return {
    group_by: [by.column.name],
    aggregates,
    ...((extreme !== null || top !== null) && { order_by: [order] }),
    ...(top !== null && { limit: top }),
  }
}

function orderedRows({ ask, question, table }: Work): Input | null {
  const { sort, extreme, top, measured } = question
  if (sort !== null && measured.length === 0) {
    const order: TableOrder = { column: sort.column.name, descending: sort.isDescending }
    return { order_by: [order], ...(top !== null && { limit: top }) }
  }
  if ((extreme === null && top === null) || measured.length > 1) return null
  if (measured.some(({ aggregate }) => aggregate !== extreme)) return null
  const column = superlativeColumn(ask, question, table)
  if (column === null) return null
  const order: TableOrder = { column: column.name, descending: extreme !== 'min' }
  return { order_by: [order], limit: top ?? 1 }
}

/** A group that no column is called after is asked for as well: the tool says what columns there are. */
function figures(measured: readonly Measured[], lacking: string | null): Input | null {
  const aggregates = toAggregates(measured)
  if (aggregates.length === 0) return null
  return { ...(lacking !== null && { group_by: [lacking] }), aggregates }
}

const toAggregates = (measured: readonly Measured[]): Measure[] =>
  measured.flatMap(({ aggregate, column }): Measure[] => {
    if (aggregate === 'share') return []
    return [
      column === null ? { function: aggregate } : { function: aggregate, column: column.name },
    ]
  })

/** As the tool calls it in its result. */
const labelOf = (one: Measure) =>
  one.column === undefined ? one.function : `${one.function}(${one.column})`
