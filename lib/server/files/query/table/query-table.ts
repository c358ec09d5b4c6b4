import 'server-only'
import type { TableQuery } from '@/lib/domain/tools/file-queries'
import type { QueryJob } from '../job'
import { QueryProblem } from '../query-problem'
import { shorten, tellable } from '../tellable'
import { readCell } from './cell'
import { rowTest } from './conditions'
import { notesOnDates } from './date-notes'
import { findColumn } from './find-column'
import { firstRows } from './first-rows'
import { groupRows } from './group-rows'
import { type Table, withTable } from './open-table'
import { ownText } from './own-text'
import type { TableAnswer } from './table-answer'

/** So many are told of a table where none are chosen. */
const USUAL_COLUMNS = 50

/** Asks a table, which is read through once and never kept. */
export function queryTable({ file, query }: QueryJob<TableQuery>): Promise<object> {
  return withTable(file, query.sheet, (table) => {
    const isOfGroups = query.group_by.length > 0 || query.aggregates.length > 0
    const { columns, rows, matching, total, ...answer } = isOfGroups
      ? groupRows(table, query)
      : selectRows(table, query)
    const notes = [...answer.notes, ...table.notes, ...notesOnDates(table, query)]
    const { told, leftOut } = tellable(rows)
    if (told.length === 0 && rows.length > 0) {
      throw new QueryProblem('One row is too long to be told. Choose fewer columns.')
    }
    return {
      ...(table.sheet === null ? {} : { sheet: table.sheet }),
      ...{ matching_rows: matching, columns, rows: told },
      ...(total > told.length ? { rows_left_out: total - rows.length + leftOut } : {}),
      ...(notes.length === 0 ? {} : { notes }),
    }
  })
}

function selectRows(table: Table, query: TableQuery): TableAnswer {
  const all = table.columns
  const chosen =
    query.columns.length > 0
      ? query.columns.map((name) => findColumn(all, name))
      : Array.from(all.keys()).slice(0, USUAL_COLUMNS)
  const isMatch = rowTest(table, query.where)
  const first = firstRows<readonly string[]>(query.order_by, {
    columns: all,
    limit: query.limit,
    cellOf: (row, at) => readCell(row[at] ?? '', table.decimal),
  })
  let matching = 0
  for (const row of table.rows) {
    if (!isMatch(row)) continue
    matching += 1
    first.take(row)
  }
  const rest = all.length - USUAL_COLUMNS
  const isCut = query.columns.length === 0 && rest > 0
  return {
    columns: chosen.map((at) => all[at] ?? ''),
    rows: first.rows().map((row) => chosen.map((at) => shorten(ownText((row[at] ?? '').trim())))),
    matching,
    total: matching,
    notes: isCut ? [`${rest} more columns are left out. Name them in columns to see them.`] : [],
  }
}
