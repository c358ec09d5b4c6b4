'use client'

import { Menu as Base } from '@base-ui/react/menu'
import type { LucideIcon } from 'lucide-react'
import { Fragment, type ReactElement } from 'react'
import { cx } from './cx'
import { Keys } from './keys'
import { popupClass, rowClass } from './popup'

export interface MenuAction {
  label: string
  icon: LucideIcon
  shortcut?: string
  /** Stands last, after a hairline, in the colour of what destroys. */
  isDestructive?: boolean
  /** What comes of it, in a few words under its label. */
  hint?: string
  /** Why it cannot be done now. */
  refused?: string | undefined
  onSelect: () => void
}

export interface MenuProps {
  /** What the actions are about; names the landmark they stand in, as all content has one. */
  label: string
  /** The control that opens it. */
  trigger: ReactElement
  actions: readonly MenuAction[]
  align?: 'start' | 'end'
  /** For what opens it by other ways than its trigger; else it keeps that itself. */
  isOpen?: boolean
  onOpenChange?: (isOpen: boolean) => void
  /** Where focus goes on closing; by default back to the trigger. */
  finalFocus?: () => HTMLElement | boolean | null
}

/** A menu with all that it does; opens at once unless its state is kept elsewhere. */
export function MenuPopup(props: MenuProps) {
  const { label, trigger, actions, align = 'end', finalFocus, ...state } = props
  return (
    <Base.Root
      {...(state.isOpen === undefined ? { defaultOpen: true } : { open: state.isOpen })}
      onOpenChange={(isOpen) => state.onOpenChange?.(isOpen)}
    >
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner
          role="region"
          aria-label={label}
          align={align}
          sideOffset={4}
          className="z-50 outline-none"
        >
          <Base.Popup
            {...(finalFocus === undefined ? {} : { finalFocus })}
            className={cx(popupClass, 'min-w-44 p-1')}
          >
            {actions.map((action, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: several may be called the same, and keep their order
              <Fragment key={`${at} ${action.label}`}>
                {action.isDestructive === true && actions.length > 1 && (
                  <Base.Separator className="mx-0 my-1 h-px bg-line" />
                )}
                <Base.Item
                  onClick={action.onSelect}
                  disabled={action.refused !== undefined}
                  className={cx(rowClass, action.isDestructive === true && 'text-bad')}
                >
                  <action.icon
                    aria-hidden
                    size={16}
                    strokeWidth={1.5}
                    className={action.isDestructive === true ? '' : 'text-ink-3'}
                  />
                  <span className={cx('flex-1', action.refused !== undefined && 'text-ink-3')}>
                    {action.label}
                    {(action.refused ?? action.hint) !== undefined && (
                      <span className="block max-w-56 text-ink-3 text-small">
                        {action.refused ?? action.hint}
                      </span>
                    )}
                  </span>
                  {action.shortcut !== undefined && (
                    <Keys keys={action.shortcut} className="phone:hidden" />
                  )}
                </Base.Item>
              </Fragment>
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
