'use client'

import { Tabs as Base } from '@base-ui/react/tabs'
import type { ReactNode, Ref } from 'react'
import { cx } from './cx'

interface Props<T extends string> {
  ref?: Ref<HTMLDivElement>
  label: string
  value: T
  tabs: readonly { value: T; label: string }[]
  onValueChange: (value: T) => void
  /** Stands at the right end of the row of tabs. */
  end?: ReactNode
  /** What the chosen tab shows. */
  children: ReactNode
  className?: string
  /** At the head of a panel: as high as a top bar. */
  isHead?: boolean
  panelClass?: string
  /** Stands below what the chosen tab shows. */
  foot?: ReactNode
}

/** Views of one thing: text, 16 apart, the chosen one underlined. */
export function Tabs<T extends string>(props: Props<T>) {
  const { label, value, tabs, onValueChange, end, children, className, isHead = false } = props
  return (
    <Base.Root ref={props.ref} value={value} onValueChange={onValueChange} className={className}>
      <div
        className={cx(
          'flex shrink-0 items-center justify-between gap-4',
          isHead ? 'h-12 pr-2.5 pl-4 phone:h-14 phone:pr-1' : 'h-8 pr-1 pl-3 phone:h-11',
        )}
      >
        <Base.List
          aria-label={label}
          className={cx(
            // More of them than a phone has room for scroll by themselves, and not the page.
            'flex shrink-0 gap-4 phone:min-w-0 phone:shrink phone:overflow-x-auto phone:[scrollbar-width:none]',
            isHead ? 'h-8 phone:h-11 phone:gap-3' : 'h-full',
          )}
        >
          {tabs.map((tab) => (
            <Base.Tab
              key={tab.value}
              value={tab.value}
              className={cx(
                isHead ? 'text-ui phone:text-reading' : 'text-small',
                'fade h-full shrink-0 text-ink-3 hover:text-ink-2 data-active:font-medium data-active:text-ink data-active:shadow-[inset_0_-2px_var(--ink)]',
              )}
            >
              {tab.label}
            </Base.Tab>
          ))}
        </Base.List>
        {end}
      </div>
      <Base.Panel value={value} className={props.panelClass}>
        {children}
      </Base.Panel>
      {props.foot}
    </Base.Root>
  )
}
