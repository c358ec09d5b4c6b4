'use client'

import { type ReactNode, useId } from 'react'

interface Props {
  label: string
  value: string
  /** Icon buttons at its right end. */
  end?: ReactNode
  hint?: ReactNode
}

/** A value to read and copy. */
export function ReadOnlyField({ label, value, end, hint }: Props) {
  const id = useId()
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <label htmlFor={id} className="text-ink-3 text-small">
        {label}
      </label>
      <div className="ring-field flex items-center rounded-md bg-field shadow-edge">
        <input
          id={id}
          readOnly
          value={value}
          className="h-7 min-w-0 flex-1 truncate bg-transparent px-2 font-mono text-small phone:h-11"
        />
        {end}
      </div>
      {hint !== undefined && <p className="wrap-anywhere text-ink-3 text-small">{hint}</p>}
    </div>
  )
}
