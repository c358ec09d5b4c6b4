// biome-ignore-all lint/a11y/useSemanticElements: of a table only the cells in view are there, each at its place
import { Popover } from '@base-ui/react/popover'
import { ArrowDown, ArrowUp, ChevronDown } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import { cx } from '../../../ui/cx'
import { popupClass } from '../../../ui/popup'
import { ColumnFigures } from './column-figures'
import type { ColumnFacts } from './engine/column-count'
import type { Sort } from './engine/sort-rows'
import type { Progress } from './messages'
import type { TableLink } from './table-link'

interface Props {
  column: number
  name: string
  place: { left: number; width: number }
  /** How much of it, px, has been scrolled out at the left. */
  clip: number
  link: TableLink
  progress: Progress | null
  /** How the rows are sorted by this column; null where they are not. */
  sort: Sort | null
}

/** The next order, by the one that a column is in: the third time it is the file's own again. */
function nextSort(column: number, sort: Sort | null): Sort | null {
  if (sort === null) return { column, isDescending: false }
  return sort.isDescending ? null : { column, isDescending: true }
}

/** A column's name, which sorts the rows by it. It says on demand what is in the column. */
export function ColumnHead({ column, name, place, clip, link, progress, sort }: Props) {
  const t = useTranslations('preview.table')
  const title = name.trim() === '' ? t('column', { number: column + 1 }) : name
  const Arrow = sort?.isDescending ? ArrowDown : ArrowUp
  return (
    <div
      role="columnheader"
      aria-colindex={column + 2}
      aria-sort={sort === null ? undefined : sort.isDescending ? 'descending' : 'ascending'}
      tabIndex={-1}
      className="absolute inset-y-0 flex"
      style={place}
    >
      <button
        type="button"
        aria-description={t(sort === null ? 'sortUp' : sort.isDescending ? 'sortNot' : 'sortDown')}
        onClick={() => link.sort(nextSort(column, sort))}
        className="fade flex min-w-0 flex-1 items-center gap-1 text-left font-medium outline-offset-[-2px] hover:bg-hover"
        style={{ paddingLeft: 12 + Math.min(clip, Math.max(0, place.width - 60)) }}
      >
        <span data-user-text className="min-w-0 truncate">
          {title}
        </span>
        {sort !== null && (
          <Arrow aria-hidden size={12} strokeWidth={2} className="shrink-0 text-accent" />
        )}
      </button>
      <About {...{ column, title, link, progress }} />
    </div>
  )
}

/** What is in a column. */
function About({
  column,
  title,
  link,
  progress,
}: Pick<Props, 'column' | 'link' | 'progress'> & { title: string }) {
  const t = useTranslations('preview.table')
  const [isOpen, setOpen] = useState(false)
  return (
    <Popover.Root open={isOpen} onOpenChange={setOpen}>
      <Popover.Trigger
        aria-label={t('about', { name: title })}
        className="fade flex h-full w-6 shrink-0 items-center justify-center outline-offset-[-2px] hover:bg-hover aria-expanded:bg-active"
      >
        <ChevronDown aria-hidden size={12} strokeWidth={1.5} className="shrink-0 text-ink-3" />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner
          align="start"
          sideOffset={4}
          collisionPadding={8}
          className="z-50 outline-none"
        >
          <Popover.Popup
            className={cx(popupClass, 'w-80 max-w-(--available-width) overflow-y-auto p-3')}
          >
            <Popover.Title data-user-text className="wrap-anywhere font-semibold text-ui">
              {title}
            </Popover.Title>
            <Figures column={column} link={link} progress={progress} />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  )
}

/** What is known of a column, anew as more of it is counted. */
function Figures({ column, link, progress }: Pick<Props, 'column' | 'link' | 'progress'>) {
  const [facts, setFacts] = useState<ColumnFacts | null>(null)
  const counted = progress?.counted ?? 0
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again when more is counted
  useEffect(() => {
    let isWanted = true
    void link.column(column).then((known) => isWanted && setFacts(known))
    return () => {
      isWanted = false
    }
  }, [link, column, counted])
  return facts === null ? null : <ColumnFigures facts={facts} rows={progress?.rows ?? 0} />
}
