import type { ReactNode } from 'react'

/** A word set apart from its line. */
export function Chip({ children }: { children: ReactNode }) {
  return (
    <span className="inline-flex h-5 items-center rounded-sm bg-sunken px-1.5 text-ink-2 text-small">
      {children}
    </span>
  )
}
