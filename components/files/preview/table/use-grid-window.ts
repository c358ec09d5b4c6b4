import { type RefObject, useEffect, useMemo } from 'react'
import { columnStarts, columnsBetween, gutterWidth, HEAD_HEIGHT, ROW_HEIGHT } from './grid-measures'
import type { TableLink, TableState } from './table-link'
import { useGridScroll } from './use-grid-scroll'

/** The part of a table that is in view, and where its cells are, px. */
export type GridWindow = ReturnType<typeof useGridWindow>

/** Has what is in view fetched. */
export function useGridWindow(
  scroller: RefObject<HTMLElement | null>,
  link: TableLink,
  state: TableState,
) {
  const count = state.progress?.rows ?? 0
  const starts = useMemo(() => columnStarts(state.head?.widths ?? []), [state.head])
  const gutter = gutterWidth(count)
  const height = count * ROW_HEIGHT
  const { view, top, left, onScroll, show } = useGridScroll(scroller, height, HEAD_HEIGHT)
  const firstRow = Math.floor(top / ROW_HEIGHT)
  const endRow = Math.min(count, Math.ceil((top + view.height - HEAD_HEIGHT) / ROW_HEIGHT))
  const [firstColumn, endColumn] = columnsBetween(starts, left, left + view.width - gutter)
  useEffect(() => {
    if (endRow > firstRow) link.want([firstRow, endRow], [firstColumn, endColumn])
  })
  return {
    ...{ view, onScroll, gutter, height },
    /** All of the table. */
    size: { rows: count, columns: starts.length - 1 },
    width: gutter + (starts.at(-1) ?? 0),
    rows: range(firstRow, endRow),
    columns: range(firstColumn, endColumn),
    /** As many rows as a page down goes. */
    page: Math.max(1, Math.floor((view.height - HEAD_HEIGHT) / ROW_HEIGHT) - 1),
    yOf: (row: number) => HEAD_HEIGHT + row * ROW_HEIGHT - top,
    placeOf: (column: number) => ({
      left: gutter + (starts[column] ?? 0) - left,
      width: (starts[column + 1] ?? 0) - (starts[column] ?? 0),
    }),
    /** Scrolls a cell into view. */
    showCell: ({ row, column }: { row: number; column: number }) => {
      const across = [starts[column] ?? 0, starts[column + 1] ?? 0] as const
      show([row * ROW_HEIGHT, (row + 1) * ROW_HEIGHT], across, gutter)
    },
  }
}

const range = (from: number, end: number) =>
  Array.from({ length: Math.max(0, end - from) }, (_, i) => from + i)
