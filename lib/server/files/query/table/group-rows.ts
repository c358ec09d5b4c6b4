import 'server-only'
import { isMissing } from '@/lib/domain/files/table/read-value'
import type { Measure, TableQuery } from '@/lib/domain/tools/file-queries'
import { QueryProblem } from '../query-problem'
import { shorten } from '../tellable'
import { type Cell, readCell } from './cell'
import { rowTest } from './conditions'
import { FIGURES, type Figure } from './figures'
import { findColumn } from './find-column'
import { firstRows } from './first-rows'
import type { Table } from './open-table'
import { ownText } from './own-text'
import type { TableAnswer } from './table-answer'

const MOST_GROUPS = 100_000

interface Group {
  key: string[]
  figures: Figure[]
}

/** A figure of each group: where its cells are, null for one that counts rows. */
interface Measured {
  name: string
  function: Measure['function']
  at: number | null
}

/** The rows of a table in groups, or all as one, and the figures of each. */
export function groupRows(table: Table, query: TableQuery): TableAnswer {
  if (query.columns.length > 0) {
    throw new QueryProblem(
      'With group_by or aggregates the result has their columns alone: leave out columns.',
    )
  }
  const keys = query.group_by.map((name) => findColumn(table.columns, name))
  const counted: Measure[] =
    query.aggregates.length > 0 ? query.aggregates : [{ function: 'count' }]
  const measures = counted.map((measure) => measuredOf(measure, table.columns))
  const { groups, matching } = gather(table, query, keys, measures)
  const columns = [
    ...keys.map((at) => table.columns[at] ?? ''),
    ...measures.map(({ name }) => name),
  ]
  const first = firstRows<Group>(query.order_by, {
    columns,
    limit: query.limit,
    cellOf: (group, at) => cellOfGroup(group, at, table),
  })
  for (const group of groups) first.take(group)
  return {
    columns,
    rows: first
      .rows()
      .map(({ key, figures }) => [
        ...key.map((text) => shorten(text)),
        ...figures.map((figure) => figure.value()),
      ]),
    matching,
    total: groups.length,
    notes: notesOn(groups, measures),
  }
}

function measuredOf({ function: name, column }: Measure, columns: readonly string[]): Measured {
  if (column === undefined) {
    if (name === 'count') return { name, function: name, at: null }
    throw new QueryProblem(`${name} needs a column.`)
  }
  const at = findColumn(columns, column)
  return { name: `${name}(${columns[at] ?? ''})`, function: name, at }
}

function gather(
  table: Table,
  query: TableQuery,
  keys: readonly number[],
  measures: readonly Measured[],
): { groups: Group[]; matching: number } {
  const isMatch = rowTest(table, query.where)
  const readings = readingsOf(measures)
  const groups = new Map<string, Group>()
  const groupOf = (key: string[]): Group => {
    const name = key.length === 1 ? (key[0] ?? '') : JSON.stringify(key)
    const known = groups.get(name)
    if (known !== undefined) return known
    if (groups.size >= MOST_GROUPS) throw tooManyGroups()
    const group = {
      key: key.map(ownText),
      figures: measures.map((measure) => FIGURES[measure.function]()),
    }
    groups.set(ownText(name), group)
    return group
  }
  // The figures of no rows are told, too; groups of none are not.
  if (keys.length === 0) groupOf([])
  let matching = 0
  for (const row of table.rows) {
    if (!isMatch(row)) continue
    matching += 1
    const { figures } = groupOf(keys.map((at) => (row[at] ?? '').trim()))
    for (const { at, places } of readings) {
      const cell = at === null ? A_ROW : readCell(row[at] ?? '', table.decimal)
      if (isMissing(cell.text)) continue
      for (const place of places) figures[place]?.take(cell)
    }
  }
  return { groups: [...groups.values()], matching }
}

/** A cell is read once, whatever is worked out of it: the columns, and which figures take from each. */
function readingsOf(measures: readonly Measured[]): { at: number | null; places: number[] }[] {
  return Array.from(new Set(measures.map(({ at }) => at)), (column) => ({
    at: column,
    places: measures.flatMap(({ at }, place) => (at === column ? [place] : [])),
  }))
}

/** What counts where rows are counted. */
const A_ROW: Cell = { text: 'row', number: null }

function tooManyGroups(): QueryProblem {
  return new QueryProblem(
    `There are more than ${MOST_GROUPS} groups. Group by a column with fewer values, or ask for fewer rows by where.`,
  )
}

function cellOfGroup({ key, figures }: Group, at: number, { decimal }: Table): Cell {
  const text = key[at]
  if (text !== undefined) return readCell(text, decimal)
  const value = figures[at - key.length]?.value() ?? null
  return readCell(value === null ? '' : String(value), '.')
}

function notesOn(groups: readonly Group[], measures: readonly Measured[]): string[] {
  return measures.flatMap(({ name }, index) => {
    const count = groups.reduce((sum, { figures }) => sum + (figures[index]?.leftOut() ?? 0), 0)
    if (count === 0) return []
    return [`${name}: ${count} cells that are no numbers were left out.`]
  })
}
