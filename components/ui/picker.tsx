'use client'

import { Combobox } from '@base-ui/react/combobox'
import { Check, ChevronsUpDown, Search } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { cx } from './cx'
import { pickerTriggerClass, plainTriggerClass } from './picker-trigger'
import { popupClass } from './popup'

export interface PickerGroup<T> {
  /** Null: it stands without a heading. */
  label: string | null
  items: readonly T[]
}

export interface PickerProps<T> {
  id?: string | undefined
  /** Its closed control is text in a line, and no field. */
  isPlain?: boolean | undefined
  groups: readonly PickerGroup<T>[]
  value: T | null
  keyOf: (item: T) => string
  /** What the search looks through. */
  textOf: (item: T) => string
  label: string
  searchLabel: string
  emptyText: string
  onPick: (item: T) => void
  /** The closed control. */
  children: ReactNode
  row: (item: T) => ReactNode
  /** Describes the highlighted item, in the foot. */
  foot?: (item: T) => ReactNode
}

/** One of many: a menu with a search, rows of two lines, and a foot about the highlighted one. Drawn first, it is open. */
export function Picker<T>(props: PickerProps<T>) {
  const { groups, value, keyOf, textOf, label, searchLabel, emptyText, onPick, children } = props
  const [highlighted, setHighlighted] = useState<T | undefined>()
  const described = highlighted ?? value
  return (
    <Combobox.Root
      defaultOpen
      items={groups.map((group) => ({ ...group, items: [...group.items] }))}
      value={value}
      itemToStringLabel={textOf}
      isItemEqualToValue={(a, b) => keyOf(a) === keyOf(b)}
      autoHighlight
      onOpenChange={(isOpen) => isOpen && setHighlighted(undefined)}
      // On the way to the foot the pointer leaves the list: the last one stays described.
      onItemHighlighted={(item) => item !== undefined && setHighlighted(item)}
      onValueChange={(item) => item !== null && onPick(item)}
    >
      <Combobox.Trigger
        id={props.id}
        aria-label={label}
        className={props.isPlain === true ? plainTriggerClass : pickerTriggerClass}
      >
        <span className="min-w-0">{children}</span>
        <Combobox.Icon className="shrink-0 text-ink-3">
          <ChevronsUpDown aria-hidden size={14} strokeWidth={1.5} />
        </Combobox.Icon>
      </Combobox.Trigger>
      <Combobox.Portal>
        <Combobox.Positioner align="end" sideOffset={4} className="z-50 outline-none">
          <Combobox.Popup
            aria-label={label}
            className={cx(
              popupClass,
              'flex w-85 min-w-(--anchor-width) max-w-(--available-width) flex-col',
            )}
          >
            <div className="flex h-8 shrink-0 items-center gap-2 border-line border-b px-2.5 phone:h-11">
              <Search aria-hidden size={14} strokeWidth={1.5} className="shrink-0 text-ink-3" />
              <Combobox.Input
                aria-label={searchLabel}
                placeholder={searchLabel}
                className="h-full min-w-0 flex-1 bg-transparent text-ui outline-none phone:text-reading"
              />
              <Count />
            </div>
            <Combobox.Empty className="px-2.5 py-3 text-ink-3 text-ui empty:p-0">
              {emptyText}
            </Combobox.Empty>
            <Combobox.List className="max-h-90 min-h-0 flex-1 scroll-py-1 overflow-y-auto overscroll-contain p-1 outline-none empty:p-0">
              {(group: PickerGroup<T>) => (
                <Combobox.Group key={group.label ?? ''} items={[...group.items]}>
                  {group.label !== null && (
                    <Combobox.GroupLabel className="px-1.5 pt-1.5 pb-1 text-ink-3 text-small">
                      {group.label}
                    </Combobox.GroupLabel>
                  )}
                  <Combobox.Collection>
                    {(item: T) => (
                      <Combobox.Item
                        key={keyOf(item)}
                        value={item}
                        className="group/item flex select-none items-start gap-2 rounded-lg px-1.5 py-1 outline-none data-highlighted:bg-hover dark:data-highlighted:bg-active"
                      >
                        <span className="mt-0.5 w-4 shrink-0 text-accent">
                          <Combobox.ItemIndicator>
                            <Check aria-hidden size={14} strokeWidth={2} />
                          </Combobox.ItemIndicator>
                        </span>
                        <span className="min-w-0 flex-1">{props.row(item)}</span>
                      </Combobox.Item>
                    )}
                  </Combobox.Collection>
                </Combobox.Group>
              )}
            </Combobox.List>
            {props.foot !== undefined && described !== null && (
              <div className="shrink-0 border-line border-t px-2.5 py-2 text-ink-3 text-small">
                {props.foot(described)}
              </div>
            )}
          </Combobox.Popup>
        </Combobox.Positioner>
      </Combobox.Portal>
    </Combobox.Root>
  )
}

/** How many there are to choose from, less what the search leaves out. */
function Count() {
  const groups = Combobox.useFilteredItems<PickerGroup<unknown>>()
  const count = groups.reduce((sum, { items }) => sum + items.length, 0)
  return <span className="text-ink-3 text-small">{count}</span>
}
