'use client'

import { Menu as Base } from '@base-ui/react/menu'
import type { ReactElement } from 'react'
import { cx } from './cx'
import { popupClass, rowClass } from './popup'

export interface ChoiceGroup {
  key: string
  label: string
  /** Why there are no rows, or not yet. */
  note: string | null
  rows: readonly ChoiceRow[]
}

interface ChoiceRow {
  key: string
  label: string
  /** The label is a name on the wire. */
  isCode?: boolean
  hint: string
  onSelect: () => void
}

interface Props {
  /** What is chosen; names the landmark the rows stand in. */
  label: string
  trigger: ReactElement
  groups: readonly ChoiceGroup[]
  /** It was asked for before it was there. */
  isOpenAtFirst?: boolean
  onOpenChange?: (isOpen: boolean) => void
}

/** Rows to choose one from and be done, in named groups. */
export function ChoiceMenu({ label, trigger, groups, isOpenAtFirst = false, onOpenChange }: Props) {
  return (
    <Base.Root defaultOpen={isOpenAtFirst} onOpenChange={onOpenChange}>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner
          role="region"
          aria-label={label}
          align="start"
          sideOffset={4}
          collisionPadding={8}
          className="z-50 outline-none"
        >
          <Base.Popup
            className={cx(
              popupClass,
              'max-h-[min(24rem,var(--available-height))] w-72 max-w-(--available-width) overflow-y-auto overscroll-contain p-1',
            )}
          >
            {groups.map((group) => (
              <Base.Group key={group.key}>
                <Base.GroupLabel className="px-2.5 pt-1.5 pb-1 text-ink-3 text-small">
                  {group.label}
                </Base.GroupLabel>
                {group.note !== null && (
                  <p className="px-2.5 pb-1.5 text-ink-2 text-ui">{group.note}</p>
                )}
                {group.rows.map((row) => (
                  <Base.Item key={row.key} onClick={row.onSelect} className={rowClass}>
                    <span
                      className={cx('min-w-0 flex-1 truncate', row.isCode === true && 'font-mono')}
                    >
                      {row.label}
                    </span>
                    <span className="shrink-0 text-ink-3 text-small">{row.hint}</span>
                  </Base.Item>
                ))}
              </Base.Group>
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
