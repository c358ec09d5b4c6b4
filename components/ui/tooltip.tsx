'use client'

import { Tooltip as Base } from '@base-ui/react/tooltip'
import type { ReactElement } from 'react'
import { Keys } from './keys'

interface Props {
  label: string
  shortcut?: string | undefined
  side?: 'top' | 'right' | 'bottom' | 'left'
  /** The control; it must carry its own accessible name. */
  children: ReactElement
}

/** A name shown on hover and focus. It repeats the accessible name and never holds anything else. */
export function Tooltip({ label, shortcut, side = 'bottom', children }: Props) {
  return (
    <Base.Root
      onOpenChange={(isOpen, details) => {
        // A name would lie over what the control has opened.
        if (isOpen && details.trigger?.matches('[aria-haspopup][aria-expanded="true"]') === true)
          details.cancel()
        // The Escape that puts a name away is still the one that closes what the control stands in.
        if (details.reason === 'escape-key') details.allowPropagation()
      }}
    >
      <Base.Trigger render={children} />
      <Base.Portal>
        <Base.Positioner side={side} sideOffset={6} className="z-50">
          <Base.Popup
            aria-hidden
            className="rise flex items-center gap-3 rounded-md bg-tip px-2 py-0.5 text-small text-tip-ink leading-5"
          >
            {label}
            {shortcut !== undefined && (
              <Keys keys={shortcut} className="bg-transparent! px-0! text-tip-ink! opacity-75" />
            )}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
