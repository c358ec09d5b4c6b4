// biome-ignore-all lint/a11y/useSemanticElements: of a table only the cells in view are there, each at its place
import { useFormatter, useTranslations } from 'use-intl'
import { cx } from '../../../ui/cx'
import { ColumnHead } from './column-head'
import type { Place } from './grid-keys'
import { HEAD_HEIGHT, ROW_HEIGHT } from './grid-measures'
import type { TableLink, TableState } from './table-link'
import type { GridWindow } from './use-grid-window'

/** What a cell is called, so that the grid can say which one is chosen. */
export const cellId = ({ row, column }: Place) => `cell-${row}-${column}`

interface HeadProps {
  link: TableLink
  state: TableState
  grid: GridWindow
}

/** The names of the columns in view. */
export function HeadRow({ link, state, grid }: HeadProps) {
  const t = useTranslations('preview.table')
  return (
    <div
      role="row"
      aria-rowindex={1}
      tabIndex={-1}
      className="absolute inset-x-0 top-0 border-line border-b bg-side"
      style={{ height: HEAD_HEIGHT }}
    >
      <Corner width={grid.gutter} label={t('rowNumber')} />
      {grid.columns.map((column) => (
        <ColumnHead
          key={column}
          column={column}
          name={state.head?.header[column] ?? ''}
          place={grid.placeOf(column)}
          clip={Math.max(0, grid.gutter - grid.placeOf(column).left)}
          link={link}
          progress={state.progress}
          sort={state.sort?.column === column ? state.sort : null}
        />
      ))}
    </div>
  )
}

function Corner({ width, label }: { width: number; label: string }) {
  return (
    <div
      role="columnheader"
      aria-colindex={1}
      tabIndex={-1}
      className="absolute inset-y-0 left-0 z-10 bg-side"
      style={{ width }}
    >
      <span className="sr-only">{label}</span>
    </div>
  )
}

interface RowProps {
  row: number
  grid: GridWindow
  link: TableLink
  /** The chosen column. */
  chosen: number | null
  /** What is looked for, in small letters; null = nothing. */
  wanted: string | null
  onChoose: (place: Place) => void
}

/** A row with its number, as far as it is in view. */
export function Row({ row, grid, link, chosen, wanted, onChoose }: RowProps) {
  const format = useFormatter()
  const number = link.numberOf(row, grid.columns[0] ?? 0)
  return (
    <div
      role="row"
      aria-rowindex={row + 2}
      tabIndex={-1}
      className={cx('absolute inset-x-0 border-line border-b', chosen !== null && 'bg-hover')}
      style={{ top: grid.yOf(row), height: ROW_HEIGHT }}
    >
      {grid.columns.map((column) => (
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
            hasText(link.field(row, column), wanted) && 'bg-mark',
            chosen === column && 'bg-accent-soft shadow-[inset_0_0_0_1px_var(--accent)]',
          )}
          style={grid.placeOf(column)}
        >
          {link.field(row, column)}
        </div>
      ))}
      <div
        role="rowheader"
        aria-colindex={1}
        tabIndex={-1}
        className="absolute inset-y-0 left-0 select-none border-line border-r bg-side pr-2 text-right text-ink-3 text-small leading-7"
        style={{ width: grid.gutter }}
      >
        {number === null ? '' : format.number(number + 1, { useGrouping: false })}
      </div>
    </div>
  )
}

const hasText = (field: string | null, wanted: string | null) =>
  wanted !== null && field?.toLowerCase().includes(wanted)
