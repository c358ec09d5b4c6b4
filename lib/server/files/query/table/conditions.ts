import 'server-only'
import { isMissing } from '@/lib/domain/files/table/read-value'
import type { Comparison, TableCondition } from '@/lib/domain/tools/file-queries'
import { QueryProblem } from '../query-problem'
import { type Cell, compareCells, readCell } from './cell'
import { findColumn } from './find-column'
import type { Table } from './open-table'

type Row = readonly string[]
type Holds = (cell: Cell, values: readonly Cell[]) => boolean

/** True for the rows of which all conditions hold. */
export function rowTest(
  { columns, decimal }: Pick<Table, 'columns' | 'decimal'>,
  conditions: readonly TableCondition[],
): (row: Row) => boolean {
  const tests = conditions.map((condition) => {
    const at = findColumn(columns, condition.column)
    const holds = COMPARE[condition.comparison]
    const values = valuesOf(condition)
    return (row: Row) => holds(folded(readCell(row[at] ?? '', decimal)), values)
  })
  return (row) => tests.every((test) => test(row))
}

const folded = ({ text, number }: Cell): Cell => ({ text: text.toLowerCase(), number })

/** Its values have a point before their decimals, as JSON has. */
function valuesOf({ column, comparison, value }: TableCondition): Cell[] {
  const values = value === undefined ? [] : Array.isArray(value) ? value : [value]
  const { isFine, what } = VALUES[COUNTS[comparison] ?? 'one']
  if (!isFine(values.length)) {
    throw new QueryProblem(
      `The condition on ${JSON.stringify(column)}: ${comparison} takes ${what}.`,
    )
  }
  return values.map((one) => folded(readCell(String(one), '.')))
}

/** How many values a comparison may take. */
const VALUES = {
  none: { isFine: (count: number) => count === 0, what: 'no value' },
  one: { isFine: (count: number) => count === 1, what: 'one value' },
  some: { isFine: (count: number) => count > 0, what: 'a list of values' },
}

/** How many it takes if not one. */
const COUNTS: Partial<Record<Comparison, keyof typeof VALUES>> = {
  in: 'some',
  empty: 'none',
  not_empty: 'none',
}

const isEqual: Holds = (cell, values) =>
  values.some((value) =>
    cell.number !== null && value.number !== null
      ? compareCells(cell, value) === 0
      : cell.text === value.text,
  )

/** What is missing is neither more nor less than anything, and a text neither than a number. */
const ordered =
  (isSo: (order: number) => boolean): Holds =>
  (cell, [value]) =>
    value !== undefined &&
    !isMissing(cell.text) &&
    (cell.number === null) === (value.number === null) &&
    isSo(compareCells(cell, value))

const COMPARE: Readonly<Record<Comparison, Holds>> = {
  '=': isEqual,
  '!=': (cell, values) => !isEqual(cell, values),
  '>': ordered((order) => order > 0),
  '>=': ordered((order) => order >= 0),
  '<': ordered((order) => order < 0),
  '<=': ordered((order) => order <= 0),
  contains: (cell, [value]) => cell.text.includes(value?.text ?? ''),
  starts_with: (cell, [value]) => cell.text.startsWith(value?.text ?? ''),
  in: isEqual,
  empty: ({ text }) => isMissing(text),
  not_empty: ({ text }) => !isMissing(text),
}
