import type { ReactNode } from 'react'

/** The row of figures under an answer: only space between them. */
export function MetricRow({ children }: { children: ReactNode }) {
  return (
    <div className="mt-2.5 flex flex-wrap items-center gap-x-4 gap-y-0.5 py-1.5 text-ink-3 text-small first:mt-0">
      {children}
    </div>
  )
}

/** The value in a text with its unit; for `t.rich`. */
export const value = {
  v: (chunks: ReactNode) => <span className="font-medium text-ink-2">{chunks}</span>,
}
