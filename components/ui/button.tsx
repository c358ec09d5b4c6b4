'use client'

import { Button as BaseButton } from '@base-ui/react/button'
import type { ComponentProps, ReactNode } from 'react'
import { cx } from './cx'
import { LiveIcon } from './live-icon'

type Variant = 'primary' | 'default' | 'quiet' | 'danger'
type Size = 'normal' | 'large'

const LOOKS: Readonly<Record<Variant, string>> = {
  primary: 'bg-accent text-accent-ink hover:bg-accent-hover data-disabled:bg-active!',
  default: 'bg-button text-ink shadow-edge hover:bg-button-hover',
  quiet: 'text-ink-2 hover:bg-hover hover:text-ink',
  danger: 'bg-button text-bad shadow-edge hover:bg-button-hover',
}
const SIZES: Readonly<Record<Size, string>> = { normal: 'h-7 px-2.5', large: 'h-8 px-3' }

/** The classes of a button, for a link that looks like one. */
export function buttonClass(variant: Variant = 'default', size: Size = 'normal'): string {
  return cx(
    'fade inline-flex shrink-0 items-center justify-center gap-1.5 whitespace-nowrap rounded-md font-medium text-ui',
    'select-none data-disabled:text-ink-4 data-disabled:hover:bg-active/0 phone:h-11 phone:px-4 phone:text-column',
    SIZES[size],
    LOOKS[variant],
  )
}

interface Props extends Omit<ComponentProps<'button'>, 'type'> {
  variant?: Variant
  size?: Size
  type?: 'button' | 'submit'
  icon?: ReactNode
  /** Present participle ("Saving") while it works: shown with the live icon, width kept. */
  busy?: string | false
}

/** A button with a word on it, verb first. */
export function Button({
  variant = 'default',
  size = 'normal',
  type = 'button',
  icon,
  busy = false,
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
      focusableWhenDisabled={busy !== false}
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
