'use client'

import { Dialog as Base } from '@base-ui/react/dialog'
import { type ReactNode, type RefObject, useLayoutEffect, useRef } from 'react'
import { cx } from './cx'

export interface DialogProps {
  title: string
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
  /** Takes the focus on opening. */
  initialFocus?: RefObject<HTMLElement | null>
  /** Fills the window but for a margin. */
  isFull?: boolean
  /** Has room for a table. */
  isWide?: boolean
  /** At the right end of the title. */
  end?: ReactNode
  children: ReactNode
}

/** Something that has the whole attention for a while. Esc closes it, and the focus goes back. */
export function DialogPopup(all: DialogProps) {
  const { title, isOpen, onOpenChange, initialFocus, isFull, isWide, ...props } = all
  const { popup, finalFocus } = useFocusBack(isOpen)
  return (
    <Base.Root open={isOpen} onOpenChange={(open) => onOpenChange(open)}>
      <Base.Portal>
        <Base.Backdrop
          // Over a drawer too, which else would not step back.
          forceRender
          className="fixed inset-0 z-50 bg-scrim transition-opacity duration-140 data-ending-style:opacity-0 data-starting-style:opacity-0"
        />
        <Base.Popup
          ref={popup}
          finalFocus={finalFocus}
          {...(initialFocus === undefined ? {} : { initialFocus })}
          className={cx(
            'rise fixed z-50 flex flex-col rounded-xl bg-raised text-ink shadow-float outline-none',
            isFull === true
              ? 'inset-6 mx-auto max-w-220 phone:inset-0 phone:rounded-none'
              : 'left-1/2 max-w-[calc(100vw-32px)] -translate-x-1/2',
            isFull !== true &&
              (isWide === true
                ? 'top-[10dvh] max-h-[80dvh] w-160'
                : 'top-[18dvh] max-h-[70dvh] w-105'),
          )}
        >
          <div className="flex min-h-12 shrink-0 items-center justify-between gap-3 pr-3 pl-5 phone:pl-4">
            <Base.Title className="truncate font-semibold text-title">{title}</Base.Title>
            {props.end}
          </div>
          {props.children}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}

/**
 * Where the focus goes on closing: to what had it, unless an act has put it elsewhere by then. Base UI
 * looks only once an editor within has taken the focus by itself, and would take that for what had it.
 */
function useFocusBack(isOpen: boolean) {
  const popup = useRef<HTMLDivElement>(null)
  const before = useRef<Element | null>(null)
  useLayoutEffect(() => {
    if (isOpen) before.current = document.activeElement
  }, [isOpen])
  const finalFocus = () => {
    const { activeElement, body } = document
    const isElsewhere = activeElement !== body && popup.current?.contains(activeElement) !== true
    if (isElsewhere) return false
    return before.current instanceof HTMLElement && before.current.isConnected
      ? before.current
      : null
  }
  return { popup, finalFocus }
}
