// biome-ignore-all lint/a11y/useSemanticElements: of a table only the cells in view are there, each at its place
import { type KeyboardEvent, useEffect, useMemo, useRef } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import { cx } from '../../../ui/cx'
import { ColumnHead } from './column-head'
import {
  boxHeight,
  columnStarts,
  columnsBetween,
  gutterWidth,
  HEAD_HEIGHT,
  ROW_HEIGHT,
} from './grid-measures'
import type { TableLink, TableState } from './table-link'
import { useGridScroll } from './use-grid-scroll'

/** A cell, counted from 0. */
export interface Place {
  row: number
  column: number
}

interface Props {
  link: TableLink
  state: TableState
  chosen: Place | null
  onChoose: (place: Place) => void
  onCopy: () => void
}

/** How far each key leads; a page is as many rows as are in view. */
const MOVES: Readonly<Record<string, (at: Place, page: number, last: Place) => Place>> = {
  ArrowDown: ({ row, column }) => ({ row: row + 1, column }),
  ArrowUp: ({ row, column }) => ({ row: row - 1, column }),
  ArrowRight: ({ row, column }) => ({ row, column: column + 1 }),
  ArrowLeft: ({ row, column }) => ({ row, column: column - 1 }),
  PageDown: ({ row, column }, page) => ({ row: row + page, column }),
  PageUp: ({ row, column }, page) => ({ row: row - page, column }),
  Home: ({ row }) => ({ row, column: 0 }),
  End: ({ row }, _page, last) => ({ row, column: last.column }),
  'Ctrl+Home': () => ({ row: 0, column: 0 }),
  'Ctrl+End': (_at, _page, last) => last,
}

/** A table of which only the cells in view are drawn. Its head and its row numbers stay in view. */
export function TableGrid({ link, state, chosen, onChoose, onCopy }: Props) {
  const t = useTranslations('preview.table')
  const scroller = useRef<HTMLDivElement>(null)
  const rows = state.progress?.rows ?? 0
  const starts = useMemo(() => columnStarts(state.head?.widths ?? []), [state.head])
  const columns = starts.length - 1
  const gutter = gutterWidth(rows)
  const height = rows * ROW_HEIGHT
  const { view, top, left, onScroll, show } = useGridScroll(scroller, height, HEAD_HEIGHT)
  const firstRow = Math.floor(top / ROW_HEIGHT)
  const lastRow = Math.min(rows, Math.ceil((top + view.height - HEAD_HEIGHT) / ROW_HEIGHT))
  const shown = columnsBetween(starts, left, left + view.width - gutter)
  const [firstColumn, lastColumn] = shown
  useEffect(() => {
    if (lastRow > firstRow) link.want([firstRow, lastRow], [firstColumn, lastColumn])
  })

  const move = (event: KeyboardEvent) => {
    const hasCtrl = event.ctrlKey || event.metaKey
    if (hasCtrl && event.key === 'c' && getSelection()?.isCollapsed !== false) return onCopy()
    const next = MOVES[hasCtrl ? `Ctrl+${event.key}` : event.key]
    if (next === undefined || event.target !== scroller.current || rows === 0) return
    event.preventDefault()
    const page = Math.max(1, Math.floor((view.height - HEAD_HEIGHT) / ROW_HEIGHT) - 1)
    const last = { row: rows - 1, column: columns - 1 }
    const wanted =
      chosen === null ? { row: firstRow, column: firstColumn } : next(chosen, page, last)
    const row = Math.min(last.row, Math.max(0, wanted.row))
    const column = Math.min(last.column, Math.max(0, wanted.column))
    onChoose({ row, column })
  }
  // What the chosen cell says stands below, and may take the room that the cell had.
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is scrolled away from freely
  useEffect(() => {
    if (chosen === null) return
    const { row, column } = chosen
    const across = [starts[column] ?? 0, starts[column + 1] ?? 0] as const
    show([row * ROW_HEIGHT, (row + 1) * ROW_HEIGHT], across, gutter)
  }, [chosen, view.height])
  const drawn = Array.from({ length: lastColumn - firstColumn }, (_, i) => firstColumn + i)
  const placeOf = (column: number) => ({
    left: gutter + (starts[column] ?? 0) - left,
    width: (starts[column + 1] ?? 0) - (starts[column] ?? 0),
  })
  return (
    <div className="relative flex min-h-0 flex-1 flex-col">
      <div
        ref={scroller}
        role="grid"
        aria-label={t('label')}
        aria-rowcount={rows + 1}
        aria-colcount={columns + 1}
        aria-activedescendant={chosen === null ? undefined : cellId(chosen)}
        tabIndex={0}
        onScroll={onScroll}
        onKeyDown={move}
        className="peer min-h-0 flex-1 overflow-auto bg-bg text-ui tabular-nums outline-none"
      >
        <div
          role="presentation"
          style={{ height: boxHeight(height) + HEAD_HEIGHT, width: gutter + (starts.at(-1) ?? 0) }}
        >
          <div
            role="presentation"
            className="sticky top-0 left-0 overflow-hidden"
            style={{ width: view.width, height: view.height }}
          >
            {Array.from({ length: Math.max(0, lastRow - firstRow) }, (_, i) => firstRow + i).map(
              (row) => (
                <Row
                  key={row}
                  row={row}
                  y={HEAD_HEIGHT + row * ROW_HEIGHT - top}
                  gutter={gutter}
                  columns={drawn}
                  placeOf={placeOf}
                  link={link}
                  chosen={chosen?.row === row ? chosen.column : null}
                  onChoose={onChoose}
                />
              ),
            )}
            <div
              role="row"
              aria-rowindex={1}
              tabIndex={-1}
              className="absolute inset-x-0 top-0 border-line border-b bg-side"
              style={{ height: HEAD_HEIGHT }}
            >
              <Corner width={gutter} label={t('rowNumber')} />
              {drawn.map((column) => (
                <ColumnHead
                  key={column}
                  column={column}
                  name={state.head?.header[column] ?? ''}
                  place={placeOf(column)}
                  clip={Math.max(0, left - (starts[column] ?? 0))}
                  link={link}
                  progress={state.progress}
                />
              ))}
            </div>
          </div>
        </div>
      </div>
      {/* An outline of the grid itself would lie under its cells. */}
      <div
        aria-hidden
        className="pointer-events-none absolute inset-0 hidden peer-focus-visible:block shadow-[inset_0_0_0_2px_var(--accent)]"
      />
    </div>
  )
}

const cellId = ({ row, column }: Place) => `cell-${row}-${column}`

function Corner({ width, label }: { width: number; label: string }) {
  return (
    <div
      role="columnheader"
      aria-label={label}
      aria-colindex={1}
      tabIndex={-1}
      className="absolute inset-y-0 left-0 z-10 bg-side"
      style={{ width }}
    />
  )
}

interface RowProps {
  row: number
  y: number
  gutter: number
  columns: readonly number[]
  placeOf: (column: number) => { left: number; width: number }
  link: TableLink
  /** The chosen column. */
  chosen: number | null
  onChoose: (place: Place) => void
}

function Row({ row, y, gutter, columns, placeOf, link, chosen, onChoose }: RowProps) {
  const format = useFormatter()
  return (
    <div
      role="row"
      aria-rowindex={row + 2}
      tabIndex={-1}
      className={cx('absolute inset-x-0 border-line border-b', chosen !== null && 'bg-hover')}
      style={{ top: y, height: ROW_HEIGHT }}
    >
      {columns.map((column) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the grid hears the keys
        <div
          key={column}
          id={cellId({ row, column })}
          role="gridcell"
          aria-colindex={column + 2}
          aria-selected={chosen === column}
          tabIndex={-1}
          data-user-text
          onMouseDown={(event) => event.preventDefault()}
          onClick={({ currentTarget }) => {
            onChoose({ row, column })
            currentTarget.closest<HTMLElement>('[role=grid]')?.focus({ preventScroll: true })
          }}
          className={cx(
            'absolute inset-y-0 cursor-default truncate px-3 leading-7',
            chosen === column && 'bg-accent-soft shadow-[inset_0_0_0_1px_var(--accent)]',
          )}
          style={placeOf(column)}
        >
          {link.field(row, column)}
        </div>
      ))}
      <div
        role="rowheader"
        aria-colindex={1}
        tabIndex={-1}
        className="absolute inset-y-0 left-0 select-none border-line border-r bg-side pr-2 text-right text-ink-3 text-small leading-7"
        style={{ width: gutter }}
      >
        {format.number(row + 1, { useGrouping: false })}
      </div>
    </div>
  )
}
