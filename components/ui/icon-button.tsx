'use client'

import { Button } from '@base-ui/react/button'
import type { LucideIcon } from 'lucide-react'
import type { ComponentProps } from 'react'
import { cx } from './cx'
import { Tooltip } from './tooltip'

interface Props extends Omit<ComponentProps<'button'>, 'type' | 'children'> {
  /** Its accessible name and its tooltip. */
  label: string
  icon: LucideIcon
  shortcut?: string
  /** Why it cannot be pressed now. It can be reached, and says so. */
  refused?: string | undefined
  tooltipSide?: 'top' | 'right' | 'bottom' | 'left'
  iconSize?: number
  /** A part of the name that stands beside the icon on a phone, where two of the same icon are near each other. */
  phoneWords?: string
  /** It works on what was asked: disabled until then, and keeps the focus. */
  isBusy?: boolean
}

/** A button without a word: 28 on the desk, 44 on a phone, with its name as tooltip. */
export function IconButton({
  label,
  icon: Icon,
  shortcut,
  tooltipSide = 'bottom',
  iconSize = 16,
  phoneWords,
  refused,
  onClick,
  isBusy = false,
  disabled = false,
  className,
  ...props
}: Props) {
  return (
    <Tooltip label={refused ?? label} shortcut={shortcut} side={tooltipSide}>
      <Button
        {...props}
        onClick={refused === undefined ? onClick : undefined}
        disabled={disabled || isBusy}
        focusableWhenDisabled={isBusy}
        aria-label={label}
        {...(refused !== undefined && { 'aria-disabled': true, 'aria-description': refused })}
        className={cx(
          'fade inline-flex size-7 shrink-0 items-center justify-center rounded-md text-ink-3 phone:size-11',
          'hover:bg-hover hover:text-ink-2 aria-expanded:bg-active aria-expanded:text-ink-2 data-disabled:text-ink-4',
          'aria-disabled:cursor-default aria-disabled:bg-transparent! aria-disabled:text-ink-4!',
          phoneWords !== undefined && 'phone:w-auto phone:gap-1.5 phone:px-3 phone:text-ui',
          className,
        )}
      >
        <Icon aria-hidden size={iconSize} strokeWidth={1.5} />
        {phoneWords !== undefined && <span className="hidden phone:inline">{phoneWords}</span>}
      </Button>
    </Tooltip>
  )
}
