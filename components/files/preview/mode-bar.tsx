import type { ReactNode } from 'react'
import { Segment } from '../../ui/segment'

interface Props<T extends string> {
  label: string
  value: T
  options: readonly { value: T; label: string }[]
  onValueChange: (value: T) => void
  /** What is to be known about the chosen one. */
  note?: ReactNode
}

/** Two ways to see a document, above it. */
export function ModeBar<T extends string>({ note, ...choice }: Props<T>) {
  return (
    <div className="flex shrink-0 items-center gap-3 px-4 pb-2 phone:flex-wrap phone:gap-y-1">
      <div className="shrink-0">
        <Segment {...choice} />
      </div>
      {note !== undefined && <p className="min-w-0 flex-1 text-ink-3 text-small">{note}</p>}
    </div>
  )
}
