'use client'

import { Dialog as Base } from '@base-ui/react/dialog'
import type { ReactNode, RefObject } from 'react'
import { cx } from './cx'

interface Props {
  /** Its accessible name. */
  label: string
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
  /** What has the focus first; by default its first control. */
  initialFocus?: RefObject<HTMLElement | null>
  /** Where the focus goes on closing; by default back to where it was. */
  finalFocus?: () => HTMLElement | boolean | null
  className?: string
  children: ReactNode
}

/** A sheet over the middle of the screen, near its top; on a phone nearly as wide as that. */
export function Overlay({ label, isOpen, onOpenChange, className, children, ...focus }: Props) {
  return (
    <Base.Root open={isOpen} onOpenChange={onOpenChange}>
      <Base.Portal>
        <Base.Backdrop
          // Over a drawer too, which else would not step back.
          forceRender
          className="fixed inset-0 z-50 bg-scrim transition-opacity duration-140 data-ending-style:opacity-0 data-starting-style:opacity-0"
        />
        <Base.Viewport className="fixed inset-0 z-50 flex items-start justify-center overflow-hidden px-4 pt-[min(14dvh,128px)] pb-4 phone:px-2 phone:pt-2">
          <Base.Popup
            {...focus}
            aria-label={label}
            className={cx(
              'rise flex max-h-full w-full flex-col rounded-xl bg-raised text-ink shadow-float outline-none',
              className,
            )}
          >
            {children}
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  )
}
