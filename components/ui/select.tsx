'use client'

import { Select as Base } from '@base-ui/react/select'
import { Check, ChevronsUpDown } from 'lucide-react'
import { cx } from './cx'
import { fieldClass } from './field'
import { popupClass, rowClass } from './popup'

export interface Option<T extends string> {
  value: T
  label: string
  /** A second line; says for instance why the option is disabled. */
  hint?: string | undefined
  isDisabled?: boolean
}

interface Props<T extends string> {
  /** The field's label again; names the landmark that the open list stands in. */
  label: string
  value: T
  options: readonly Option<T>[]
  onValueChange: (value: T) => void
}

/** One of a few, as a menu; inside a Field, which names it. */
export function Select<T extends string>({ label, value, options, onValueChange }: Props<T>) {
  return (
    <Base.Root
      value={value}
      items={options}
      onValueChange={(next) => next !== null && onValueChange(next)}
    >
      <Base.Trigger
        className={cx(
          fieldClass,
          'flex h-7 min-w-0 items-center justify-between gap-1 px-2 text-left text-ui disabled:text-ink-3 phone:h-11 phone:px-3',
        )}
      >
        <Base.Value className="truncate" />
        <Base.Icon className="text-ink-3">
          <ChevronsUpDown aria-hidden size={14} strokeWidth={1.5} />
        </Base.Icon>
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner
          role="region"
          aria-label={label}
          alignItemWithTrigger={false}
          align="start"
          sideOffset={4}
          className="z-50 outline-none"
        >
          <Base.Popup
            className={cx(popupClass, 'min-w-(--anchor-width) max-w-80 overflow-y-auto p-1')}
          >
            {options.map((option) => (
              <Base.Item
                key={option.value}
                value={option.value}
                disabled={option.isDisabled ?? false}
                className={cx(rowClass, 'group py-1.5')}
              >
                <span className="w-4 shrink-0 text-accent">
                  <Base.ItemIndicator>
                    <Check aria-hidden size={14} strokeWidth={2} />
                  </Base.ItemIndicator>
                </span>
                <span className="flex min-w-0 flex-col">
                  <Base.ItemText className="truncate group-data-disabled:text-ink-3">
                    {option.label}
                  </Base.ItemText>
                  {option.hint !== undefined && (
                    <span className="text-ink-3 text-small">{option.hint}</span>
                  )}
                </span>
              </Base.Item>
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
