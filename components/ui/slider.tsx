'use client'

import { Slider as Base } from '@base-ui/react/slider'

interface Props {
  label: string
  value: number
  min: number
  max: number
  step?: number
  /** The value in words, when it is not the number itself. */
  valueText?: string
  onValueChange: (value: number) => void
}

/** A shortcut beside a number field; the field is the truth. */
export function Slider({ label, value, min, max, step = 1, valueText, onValueChange }: Props) {
  return (
    <Base.Root
      value={value}
      min={min}
      max={max}
      step={step}
      thumbAlignment="edge"
      onValueChange={onValueChange}
    >
      <Base.Control
        data-base-ui-swipe-ignore
        className="flex h-6 w-full touch-none items-center phone:h-11"
      >
        <Base.Track className="h-1 w-full rounded-full bg-active">
          <Base.Indicator className="rounded-full bg-ink-2" />
          <Base.Thumb
            getAriaLabel={() => label}
            getAriaValueText={(formatted) => valueText ?? formatted}
            className="size-3.5 rounded-full bg-thumb shadow-thumb has-focus-visible:outline-2 has-focus-visible:outline-accent has-focus-visible:outline-offset-2 phone:size-6"
          />
        </Base.Track>
      </Base.Control>
    </Base.Root>
  )
}
