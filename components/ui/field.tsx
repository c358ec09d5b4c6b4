'use client'

import { Field as Base } from '@base-ui/react/field'
import { CircleX } from 'lucide-react'
import type { ReactNode } from 'react'
import { cx } from './cx'

interface Props {
  label: string
  /** A unit or count at the label's right end. */
  end?: ReactNode
  /** What is wrong, naming the allowed value. Marks the field as invalid. */
  error?: string | null | undefined
  /** Where the place says it already. */
  isLabelHidden?: boolean
  className?: string
  children: ReactNode
}

/** A labelled control: label above, its error below. */
export function Field({ label, end, error, isLabelHidden, className, children }: Props) {
  const isInvalid = error != null
  return (
    <Base.Root invalid={isInvalid} className={cx('flex min-w-0 flex-col gap-1', className)}>
      <div
        className={cx(
          'flex items-baseline justify-between gap-2 text-ink-3 text-small',
          isLabelHidden === true && 'sr-only',
        )}
      >
        <Base.Label className="phone:text-title">{label}</Base.Label>
        {end}
      </div>
      {children}
      <Base.Error
        match={isInvalid}
        role="alert"
        className="flex items-start gap-1.5 text-bad text-small"
      >
        <CircleX aria-hidden size={14} strokeWidth={1.5} className="mt-px shrink-0" />
        {error}
      </Base.Error>
    </Base.Root>
  )
}

/** The look shared by every field. */
export const fieldClass =
  'fade ring-field w-full rounded-md bg-field text-ink shadow-edge data-invalid:shadow-edge-bad phone:text-reading'
