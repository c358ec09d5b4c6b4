'use client'

import { Checkbox as Base } from '@base-ui/react/checkbox'
import { Check } from 'lucide-react'
import type { ReactNode } from 'react'

interface Props {
  isChecked: boolean
  isDisabled?: boolean
  /** Ids of what says more of it, as why it is disabled. */
  describedBy?: string | undefined
  onChange: (isChecked: boolean) => void
  /** Its name. */
  children: ReactNode
}

/** One of several that can be chosen together. */
export function Checkbox({
  isChecked,
  isDisabled = false,
  describedBy,
  onChange,
  children,
}: Props) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the box within is its control
    <label className="flex min-h-7 min-w-0 select-none items-center gap-2 text-ui has-data-disabled:text-ink-4 phone:min-h-11 phone:text-column">
      <Base.Root
        checked={isChecked}
        disabled={isDisabled}
        aria-describedby={describedBy}
        onCheckedChange={(checked) => onChange(checked)}
        className="fade flex size-4 shrink-0 items-center justify-center rounded-sm border border-line-strong bg-field data-checked:border-accent data-checked:bg-accent data-disabled:border-ink-4 data-disabled:data-checked:bg-ink-4 phone:size-5"
      >
        <Base.Indicator className="text-accent-ink">
          <Check aria-hidden size={12} strokeWidth={2.5} />
        </Base.Indicator>
      </Base.Root>
      <span className="min-w-0 truncate">{children}</span>
    </label>
  )
}
