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
  /** Marks each step: few steps, each with a name of its own. */
  hasMarks?: boolean
  onValueChange: (value: number) => void
}

/** A shortcut beside a number field; the field is the truth. */
export function Slider(props: Props) {
  const { label, value, min, max, step = 1, valueText, hasMarks = false, onValueChange } = props
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
        <Base.Track data-slider-track className="h-1 w-full rounded-full bg-active">
          <Base.Indicator className="rounded-full bg-ink-2" />
          {hasMarks && <Marks count={(max - min) / step + 1} />}
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

/** Where a slider stands that is not to be moved: the field beside it says why. */
export function RefusedSlider({ value, min, max }: Pick<Props, 'value' | 'min' | 'max'>) {
  const share = max > min ? (value - min) / (max - min) : 0
  return (
    <span aria-hidden className="flex h-6 items-center">
      <span data-slider-track className="relative h-1 w-full rounded-full bg-active">
        <span
          className="absolute inset-y-0 left-0 rounded-full bg-ink-4"
          style={{ width: `${share * 100}%` }}
        />
        <span
          className="absolute -top-1.25 size-3.5 rounded-full bg-refused-thumb shadow-refused-thumb"
          style={{ left: `calc(${share} * (100% - 14px))` }}
        />
      </span>
    </span>
  )
}

/** A dot for each step, from the middle of the thumb at one end to its middle at the other. */
function Marks({ count }: { count: number }) {
  return (
    <span
      aria-hidden
      className="absolute inset-x-1.5 top-0 flex h-1 items-center justify-between phone:inset-x-2.5"
    >
      {Array.from({ length: count }, (_, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the dots differ by nothing but their place
        <span key={at} className="size-0.75 rounded-full bg-line-strong" />
      ))}
    </span>
  )
}
