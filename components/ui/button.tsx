'use client'

import { Button as BaseButton } from '@base-ui/react/button'
import type { ComponentProps, ReactNode } from 'react'
import { type ButtonSize, type ButtonVariant, buttonClass } from './button-class'
import { cx } from './cx'
import { LiveIcon } from './live-icon'

interface Props extends Omit<ComponentProps<'button'>, 'type'> {
  variant?: ButtonVariant
  size?: ButtonSize
  type?: 'button' | 'submit'
  icon?: ReactNode
  /** Present participle ("Saving") while it works: shown with the live icon, width kept. */
  busy?: string | false
  /** For one that is disabled while its own act is under way. */
  keepsFocus?: boolean
}

/** A button with a word on it, verb first. */
export function Button({
  variant = 'default',
  size = 'normal',
  type = 'button',
  icon,
  busy = false,
  keepsFocus = false,
  disabled = false,
  className,
  children,
  ...props
}: Props) {
  return (
    <BaseButton
      {...props}
      type={type}
      disabled={disabled || busy !== false}
      focusableWhenDisabled={keepsFocus || busy !== false}
      aria-busy={busy !== false || undefined}
      className={cx(buttonClass(variant, size), className)}
    >
      {busy === false ? (
        <>
          {icon}
          {children}
        </>
      ) : (
        <span className="grid">
          <span aria-hidden className="invisible col-start-1 row-start-1 flex gap-1.5">
            {icon}
            {children}
          </span>
          <span className="col-start-1 row-start-1 flex items-center justify-center gap-1.5">
            <LiveIcon />
            {busy}
          </span>
        </span>
      )}
    </BaseButton>
  )
}
