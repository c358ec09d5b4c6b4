import type { ReactNode } from 'react'

/** A setting: its name, its control, and what it means. */
export function SettingRow({
  label,
  hint,
  children,
}: {
  label: string
  hint?: string
  children: ReactNode
}) {
  return (
    <div className="grid max-w-200 grid-cols-[calc(7rem*var(--text-scale))_minmax(0,calc(22rem*var(--text-scale)))] items-center gap-x-4 gap-y-1 phone:grid-cols-1">
      <span className="text-ink-2 text-ui">{label}</span>
      {children}
      {hint !== undefined && (
        <p className="col-start-2 text-ink-3 text-small phone:col-start-1">{hint}</p>
      )}
    </div>
  )
}
