'use client'

import { Popover } from '@base-ui/react/popover'
import type { ReactNode } from 'react'
import { cx } from './cx'
import { popupClass } from './popup'

interface Props {
  /** The figure, as it stands in its line. */
  figure: ReactNode
  /** Accessible name of the figure; holds its text. */
  label: string
  /** What the detail is about, in bold. */
  title: string
  align?: 'start' | 'end'
  /** What a click does in place of keeping the detail open. */
  onOpen?: (() => void) | undefined
  className?: string
  children: ReactNode
}

/** A figure that says on hover, click, tap or Enter how it came about. */
export function Detail({ figure, label, title, align = 'start', ...props }: Props) {
  const { onOpen, className, children } = props
  return (
    <Popover.Root>
      <Popover.Trigger
        openOnHover
        onClick={(event) => {
          if (onOpen === undefined) return
          event.preventBaseUIHandler()
          onOpen()
        }}
        aria-label={label}
        className={cx(
          'fade relative rounded-sm after:absolute after:-inset-x-2 after:-inset-y-1 phone:after:-inset-y-3.5 decoration-dotted decoration-line-strong underline-offset-4 hover:underline aria-expanded:underline',
          className,
        )}
      >
        {figure}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner
          align={align}
          sideOffset={6}
          collisionPadding={8}
          className="z-50 outline-none"
        >
          <Popover.Popup className={cx(popupClass, 'w-80 max-w-(--available-width) p-3')}>
            <Popover.Title className="font-semibold text-ui">{title}</Popover.Title>
            {children}
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  )
}
