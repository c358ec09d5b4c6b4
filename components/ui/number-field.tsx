'use client'

import { NumberField as Base } from '@base-ui/react/number-field'
import { cx } from './cx'

interface Props {
  id?: string | undefined
  /** Null: nothing is set, and the placeholder shows. */
  value: number | null
  min: number
  max: number
  step?: number
  /** How many digits may follow the point. */
  digits?: number
  locale: string
  label: string
  placeholder?: string | undefined
  /** It shows its value and takes none; `describedBy` says why. */
  isRefused?: boolean
  isInvalid?: boolean
  describedBy?: string | undefined
  className?: string | undefined
  /** Called with every number typed, in range or not. */
  onValueChange: (value: number) => void
  /** Called when the field is emptied, where that is a value too. */
  onClear?: () => void
}

/** A number with its thousands marked. It takes any number: the error beside it names the range. */
export function NumberField({ value, min, max, step = 1, locale, digits = 0, ...props }: Props) {
  const { isInvalid = false, isRefused = false, onValueChange, onClear } = props
  return (
    <Base.Root
      value={value}
      min={min}
      max={max}
      step={step}
      locale={locale}
      allowOutOfRange
      format={{ maximumFractionDigits: digits }}
      readOnly={isRefused}
      onValueChange={(next) => (next === null ? onClear?.() : onValueChange(next))}
      className={props.className}
    >
      <Base.Input
        id={props.id}
        aria-label={props.label}
        aria-invalid={isInvalid || undefined}
        aria-disabled={isRefused || undefined}
        aria-describedby={props.describedBy}
        placeholder={props.placeholder}
        className={cx(
          'fade ring-field block h-6 w-18 rounded-sm bg-field px-2 text-right text-ink text-ui shadow-edge',
          'disabled:text-ink-3 aria-disabled:bg-transparent aria-disabled:text-ink-4 aria-disabled:placeholder:text-ink-4 aria-invalid:shadow-edge-bad phone:h-11 phone:w-24 phone:text-reading',
        )}
      />
    </Base.Root>
  )
}
