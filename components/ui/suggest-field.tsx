'use client'

import { Autocomplete } from '@base-ui/react/autocomplete'
import { type KeyboardEvent, useState } from 'react'
import { cx } from './cx'
import { fieldClass } from './field'
import { popupClass, rowClass } from './popup'

interface Props {
  label: string
  value: string
  /** What it may be; it may be anything else too. */
  suggestions: readonly string[]
  placeholder?: string
  maxLength?: number
  isInvalid?: boolean
  describedBy?: string | undefined
  onChange: (value: string) => void
  /** A suggestion was taken; without it, that is a change like any other. */
  onPick?: (value: string) => void
  onKeyDown?: (event: KeyboardEvent<HTMLInputElement>, isListed: boolean) => void
  onBlur?: () => void
}

/** One line of text with suggestions that fit what is typed. */
export function SuggestField({ label, value, suggestions, onChange, onPick, ...props }: Props) {
  const { isInvalid = false } = props
  const [isOpen, setOpen] = useState(false)
  const typed = value.trim().toLowerCase()
  const matches = suggestions.filter((one) => one.toLowerCase().includes(typed) && one !== value)
  return (
    <Autocomplete.Root
      items={matches}
      filter={null}
      // While it is open all else is hidden from screen readers: not for a list with nothing in it.
      open={isOpen && matches.length > 0}
      onOpenChange={(next) => setOpen(next)}
      value={value}
      onValueChange={(next, { reason }) =>
        reason === 'item-press' && onPick !== undefined ? onPick(next) : onChange(next)
      }
    >
      <Autocomplete.Input
        aria-label={label}
        aria-invalid={isInvalid || undefined}
        aria-describedby={props.describedBy}
        placeholder={props.placeholder}
        maxLength={props.maxLength}
        autoComplete="off"
        spellCheck={false}
        onKeyDown={(event) => {
          const isListed = event.currentTarget.getAttribute('aria-activedescendant') !== null
          props.onKeyDown?.(event, isListed)
        }}
        onBlur={props.onBlur}
        className={cx(
          fieldClass,
          'h-7 px-2 font-mono text-small aria-invalid:shadow-edge-bad placeholder:font-sans phone:h-11 phone:px-3',
        )}
      />
      <Autocomplete.Portal>
        <Autocomplete.Positioner align="start" sideOffset={4} className="z-50 outline-none">
          <Autocomplete.Popup
            aria-label={label}
            className={cx(
              popupClass,
              'max-h-[min(18rem,var(--available-height))] min-w-(--anchor-width) max-w-(--available-width) overflow-y-auto overscroll-contain p-1',
            )}
          >
            <Autocomplete.List>
              {(item: string) => (
                <Autocomplete.Item
                  key={item}
                  value={item}
                  className={cx(rowClass, 'font-mono text-small')}
                >
                  <span className="truncate">{item}</span>
                </Autocomplete.Item>
              )}
            </Autocomplete.List>
          </Autocomplete.Popup>
        </Autocomplete.Positioner>
      </Autocomplete.Portal>
    </Autocomplete.Root>
  )
}
