'use client'

import { Drawer as Base } from '@base-ui/react/drawer'
import type { ReactNode } from 'react'
import { cx } from './cx'

type Side = 'left' | 'right' | 'bottom'

export interface DrawerProps {
  /** Its accessible name. */
  label: string
  side: Side
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
  className?: string
  children: ReactNode
}

const SWIPE = { left: 'left', right: 'right', bottom: 'down' } as const

const PLACES: Readonly<Record<Side, string>> = {
  left: 'inset-y-0 left-0 data-starting-style:-translate-x-full data-ending-style:-translate-x-full translate-x-(--drawer-swipe-movement-x)',
  right:
    'inset-y-0 right-0 data-starting-style:translate-x-full data-ending-style:translate-x-full translate-x-(--drawer-swipe-movement-x)',
  bottom:
    'inset-x-0 bottom-0 rounded-t-xl data-starting-style:translate-y-full data-ending-style:translate-y-full translate-y-(--drawer-swipe-movement-y)',
}

/** A panel that slides over the screen from one side; at the bottom it is a sheet with a handle. */
export function DrawerPanel(props: DrawerProps) {
  const { label, side, isOpen, onOpenChange, className, children } = props
  return (
    <Base.Root open={isOpen} onOpenChange={onOpenChange} swipeDirection={SWIPE[side]}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-scrim transition-opacity duration-140 data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Base.Viewport className="fixed inset-0 z-40">
          <Base.Popup
            aria-label={label}
            className={cx(
              'fixed flex flex-col text-ink shadow-float outline-none transition-transform duration-140 ease-out data-swiping:transition-none',
              side === 'bottom' ? 'bg-bg' : 'bg-side',
              PLACES[side],
              className,
            )}
          >
            {side === 'bottom' && (
              <div aria-hidden className="flex h-5 shrink-0 items-center justify-center">
                <div className="h-1 w-9 rounded-full bg-line-strong" />
              </div>
            )}
            <Base.Content className="flex min-h-0 flex-1 flex-col">{children}</Base.Content>
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  )
}
