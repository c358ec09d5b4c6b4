'use client'

import { Radio } from '@base-ui/react/radio'
import { RadioGroup } from '@base-ui/react/radio-group'

interface Props<T extends string> {
  label: string
  value: T
  options: readonly { value: T; label: string }[]
  onValueChange: (value: T) => void
}

/** Two to five exclusive choices side by side. */
export function Segment<T extends string>({ label, value, options, onValueChange }: Props<T>) {
  return (
    <RadioGroup
      aria-label={label}
      value={value}
      onValueChange={onValueChange}
      className="flex h-7 rounded-md bg-segment p-0.5 phone:h-11"
    >
      {options.map((option) => (
        <Radio.Root
          key={option.value}
          value={option.value}
          aria-label={option.label}
          className="fade flex min-w-20 flex-1 select-none items-center justify-center rounded-sm px-2 text-ink-2 text-ui hover:text-ink data-checked:bg-segment-thumb data-checked:font-medium data-checked:text-ink phone:text-column"
        >
          {option.label}
        </Radio.Root>
      ))}
    </RadioGroup>
  )
}
