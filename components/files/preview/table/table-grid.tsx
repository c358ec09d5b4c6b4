// biome-ignore-all lint/a11y/useSemanticElements: of a table only the cells in view are there, each at its place
import { type KeyboardEvent, useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { type Place, placeByKey } from './grid-keys'
import { boxHeight, HEAD_HEIGHT } from './grid-measures'
import { cellId, HeadRow, Row } from './grid-rows'
import type { TableLink, TableState } from './table-link'
import { useGridWindow } from './use-grid-window'

interface Props {
  link: TableLink
  state: TableState
  chosen: Place | null
  /** What is looked for; null = nothing. */
  query: string | null
  onChoose: (place: Place) => void
  onCopy: () => void
}

/** A table of which only the cells in view are drawn. Its head and its row numbers stay in view. */
export function TableGrid({ link, state, chosen, query, onChoose, onCopy }: Props) {
  const t = useTranslations('preview.table')
  const scroller = useRef<HTMLDivElement>(null)
  const grid = useGridWindow(scroller, link, state)
  const { view, size, rows, columns } = grid
  const [row = 0, column = 0] = [rows[0], columns[0]]
  // What the chosen cell says stands below, and may take the room that the cell had.
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is scrolled away from freely
  useEffect(() => {
    if (chosen !== null) grid.showCell(chosen)
  }, [chosen, view.height])

  const hearKey = (event: KeyboardEvent) => {
    const hasCtrl = event.ctrlKey || event.metaKey
    if (hasCtrl && event.key === 'c' && getSelection()?.isCollapsed !== false) return onCopy()
    if (event.target !== scroller.current || rows.length === 0) return
    const last = { row: size.rows - 1, column: size.columns - 1 }
    const key = hasCtrl ? `Ctrl+${event.key}` : event.key
    const next = placeByKey(key, chosen ?? { row, column }, { page: grid.page, last })
    if (next === null) return
    event.preventDefault()
    onChoose(next)
  }
  return (
    <div className="relative flex min-h-0 flex-1 flex-col">
      <div
        ref={scroller}
        role="grid"
        aria-label={t('label')}
        aria-rowcount={size.rows + 1}
        aria-colcount={size.columns + 1}
        aria-activedescendant={chosen === null ? undefined : cellId(chosen)}
        tabIndex={0}
        onScroll={grid.onScroll}
        onKeyDown={hearKey}
        className="peer min-h-0 flex-1 overflow-auto bg-bg text-ui tabular-nums outline-none"
      >
        <div
          role="presentation"
          style={{ height: boxHeight(grid.height) + HEAD_HEIGHT, width: grid.width }}
        >
          <div role="presentation" className="sticky top-0 left-0 overflow-hidden" style={view}>
            {rows.map((one) => (
              <Row
                key={one}
                row={one}
                grid={grid}
                link={link}
                wanted={query === null || query.trim() === '' ? null : query.toLowerCase()}
                chosen={chosen?.row === one ? chosen.column : null}
                onChoose={onChoose}
              />
            ))}
            <HeadRow link={link} state={state} grid={grid} />
          </div>
        </div>
      </div>
      <FocusRing />
    </div>
  )
}

/** An outline of the grid itself would lie under its cells. */
function FocusRing() {
  return (
    <div
      aria-hidden
      className="pointer-events-none absolute inset-0 hidden peer-focus-visible:block shadow-[inset_0_0_0_2px_var(--accent)]"
    />
  )
}
