import 'server-only'
import type { TableOrder } from '@/lib/domain/tools/file-queries'
import { type Cell, compareCells } from './cell'
import { findColumn } from './find-column'
import { ownText } from './own-text'

/** The first so many of rows that come one by one. */
export interface FirstRows<Row> {
  take(row: Row): void
  rows(): Row[]
}

/** In an order; those that are alike as they came. No more than twice as many are kept meanwhile. */
export function firstRows<Row>(
  order: readonly TableOrder[],
  { columns, limit, cellOf }: RowShape<Row>,
): FirstRows<Row> {
  const keys = order.map((one) => ({
    at: findColumn(columns, one.column),
    sign: one.descending ? -1 : 1,
  }))
  let kept: { row: Row; cells: Cell[] }[] = []
  const compare = (one: { cells: Cell[] }, other: { cells: Cell[] }) => {
    for (const [index, { sign }] of keys.entries()) {
      const [a, b] = [one.cells[index], other.cells[index]]
      const is = a === undefined || b === undefined ? 0 : sign * compareCells(a, b)
      if (is !== 0) return is
    }
    return 0
  }
  const cut = () => {
    kept = kept.sort(compare).slice(0, limit)
  }
  return {
    take: (row) => {
      if (keys.length === 0 && kept.length >= limit) return
      const cells = keys.map(({ at }) => {
        const { text, number } = cellOf(row, at)
        return { text: ownText(text), number }
      })
      kept.push({ row, cells })
      if (kept.length >= 2 * limit + 1000) cut()
    },
    rows: () => {
      cut()
      return kept.map(({ row }) => row)
    },
  }
}

interface RowShape<Row> {
  columns: readonly string[]
  limit: number
  cellOf(row: Row, column: number): Cell
}
