import type { ReactNode } from 'react'
import { cx } from './cx'

interface Props {
  children: ReactNode
  className?: string
  /** Breaks long lines instead of scrolling. */
  isWrapped?: boolean
}

/**
 * Code that scrolls sideways and fades at the right edge. The last 24 px are air, so that the end
 * of a line comes out of the fade; while the focus ring is there, nothing fades.
 */
export function CodeLines({ children, className, isWrapped = false }: Props) {
  return (
    <pre
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      className={cx(
        'overflow-x-auto font-mono outline-offset-[-2px]',
        isWrapped
          ? 'wrap-anywhere whitespace-pre-wrap'
          : '[mask-image:linear-gradient(to_left,transparent,black_24px)] focus-visible:[mask-image:none]',
        className,
      )}
    >
      <code className={isWrapped ? 'block' : 'block w-max min-w-full pr-6'}>{children}</code>
    </pre>
  )
}
