'use client'

import { Tabs as Base } from '@base-ui/react/tabs'
import type { ReactNode } from 'react'

interface Props<T extends string> {
  label: string
  value: T
  tabs: readonly { value: T; label: string }[]
  onValueChange: (value: T) => void
  /** Stands at the right end of the row of tabs. */
  end?: ReactNode
  /** What the chosen tab shows. */
  children: ReactNode
  className?: string
}

/** Views of one thing: text, 16 apart, the chosen one underlined. */
export function Tabs<T extends string>(props: Props<T>) {
  const { label, value, tabs, onValueChange, end, children, className } = props
  return (
    <Base.Root value={value} onValueChange={onValueChange} className={className}>
      <div className="flex h-8 items-center justify-between gap-4 pr-1 pl-3 phone:h-11">
        <Base.List aria-label={label} className="flex h-full gap-4">
          {tabs.map((tab) => (
            <Base.Tab
              key={tab.value}
              value={tab.value}
              className="fade h-full text-ink-3 text-small hover:text-ink-2 data-active:font-medium data-active:text-ink data-active:shadow-[inset_0_-2px_var(--ink)]"
            >
              {tab.label}
            </Base.Tab>
          ))}
        </Base.List>
        {end}
      </div>
      <Base.Panel value={value}>{children}</Base.Panel>
    </Base.Root>
  )
}
