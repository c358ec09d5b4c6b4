'use client'

import { NumberField as Base } from '@base-ui/react/number-field'
import { cx } from './cx'

interface Props {
  value: number
  min: number
  max: number
  step?: number
  locale: string
  label: string
  isInvalid?: boolean
  describedBy?: string | undefined
  className?: string | undefined
  /** Called with every whole number typed, in range or not. */
  onValueChange: (value: number) => void
}

/** A number with its thousands marked. It takes any number: the error beside it names the range. */
export function NumberField({
  value,
  min,
  max,
  step = 1,
  locale,
  label,
  isInvalid = false,
  describedBy,
  className,
  onValueChange,
}: Props) {
  return (
    <Base.Root
      value={value}
      min={min}
      max={max}
      step={step}
      locale={locale}
      allowOutOfRange
      format={{ maximumFractionDigits: 0 }}
      onValueChange={(next) => next !== null && onValueChange(next)}
      className={className}
    >
      <Base.Input
        aria-label={label}
        aria-invalid={isInvalid || undefined}
        aria-describedby={describedBy}
        className={cx(
          'fade ring-field block h-6 w-18 rounded-sm bg-field px-2 text-right text-ink text-ui shadow-edge',
          'aria-invalid:shadow-edge-bad phone:h-11 phone:w-24 phone:text-reading',
        )}
      />
    </Base.Root>
  )
}
