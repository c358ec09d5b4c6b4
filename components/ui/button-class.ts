import { cx } from './cx'

export type ButtonVariant = 'primary' | 'default' | 'quiet' | 'danger'
export type ButtonSize = 'normal' | 'large'

const LOOKS: Readonly<Record<ButtonVariant, string>> = {
  primary: 'bg-accent text-accent-ink hover:bg-accent-hover data-disabled:bg-active!',
  default: 'bg-button text-ink shadow-edge hover:bg-button-hover',
  quiet: 'text-ink-2 hover:bg-hover hover:text-ink',
  danger: 'bg-button text-bad shadow-edge hover:bg-button-hover',
}
const SIZES: Readonly<Record<ButtonSize, string>> = { normal: 'h-7 px-2.5', large: 'h-8 px-3' }

/** The classes of a button, for a link that looks like one. */
export function buttonClass(
  variant: ButtonVariant = 'default',
  size: ButtonSize = 'normal',
): string {
  return cx(
    'fade inline-flex shrink-0 items-center justify-center gap-1.5 whitespace-nowrap rounded-md font-medium text-ui',
    'select-none data-disabled:text-ink-4 data-disabled:hover:bg-active/0 phone:h-11 phone:px-4 phone:text-column',
    SIZES[size],
    LOOKS[variant],
  )
}
