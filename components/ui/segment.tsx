'use client'

import { Radio } from '@base-ui/react/radio'
import { RadioGroup } from '@base-ui/react/radio-group'
import type { LucideIcon } from 'lucide-react'
import { cx } from './cx'

interface Props<T extends string> {
  id?: string | undefined
  label: string
  value: T
  /** A refused choice can be reached, and answers with its reason instead of being chosen. */
  options: readonly { value: T; label: string; isRefused?: boolean; icon?: LucideIcon }[]
  describedBy?: string | undefined
  /** As narrow as its words: five of them in a panel. */
  isCompact?: boolean
  isDisabled?: boolean
  onValueChange: (value: T) => void
}

/** Two to five exclusive choices side by side. */
export function Segment<T extends string>(props: Props<T>) {
  const { id, label, value, options, describedBy, isCompact, isDisabled = false } = props
  return (
    <RadioGroup
      id={id}
      aria-label={label}
      aria-describedby={describedBy}
      value={value}
      disabled={isDisabled}
      onValueChange={props.onValueChange}
      className="flex min-h-7 rounded-md bg-segment p-0.5 phone:min-h-11"
    >
      {options.map((option) => (
        <Radio.Root
          key={option.value}
          value={option.value}
          aria-label={option.label}
          aria-disabled={option.isRefused || undefined}
          className={cx(
            'fade flex select-none items-center justify-center rounded-sm text-ink-2 text-ui hover:text-ink aria-disabled:text-ink-4 data-disabled:text-ink-4! data-checked:bg-segment-thumb data-checked:font-medium data-checked:text-ink',
            isCompact === true
              ? 'min-w-0 flex-auto px-1.5 phone:px-1 phone:text-title'
              : 'flex-1 whitespace-nowrap px-2 phone:text-column',
            option.icon !== undefined && 'flex-col gap-1 py-1.5',
          )}
        >
          {option.icon !== undefined && (
            <option.icon aria-hidden size={16} strokeWidth={1.5} className="text-ink-3" />
          )}
          {option.label}
        </Radio.Root>
      ))}
    </RadioGroup>
  )
}
