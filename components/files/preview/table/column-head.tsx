// biome-ignore-all lint/a11y/useSemanticElements: of a table only the cells in view are there, each at its place
import { Popover } from '@base-ui/react/popover'
import { ChevronDown } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import { cx } from '../../../ui/cx'
import { popupClass } from '../../../ui/popup'
import { ColumnFigures } from './column-figures'
import type { ColumnFacts } from './engine/column-count'
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
}

/** A column's name. It says on demand what is in the column. */
export function ColumnHead({ column, name, place, clip, link, progress }: Props) {
  const t = useTranslations('preview.table')
  const [isOpen, setOpen] = useState(false)
  const title = name.trim() === '' ? t('column', { number: column + 1 }) : name
  return (
    <div
      role="columnheader"
      aria-colindex={column + 2}
      tabIndex={-1}
      className="absolute inset-y-0"
      style={place}
    >
      <Popover.Root open={isOpen} onOpenChange={setOpen}>
        <Popover.Trigger
          aria-label={t('about', { name: title })}
          className="fade flex size-full items-center gap-1 px-3 text-left font-medium outline-offset-[-2px] hover:bg-hover aria-expanded:bg-active"
          style={{ paddingLeft: 12 + Math.min(clip, Math.max(0, place.width - 60)) }}
        >
          <span data-user-text className="min-w-0 flex-1 truncate">
            {title}
          </span>
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
    </div>
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
