import type { ReactNode } from 'react'
import { cx } from './cx'

interface Props {
  children: ReactNode
  className?: string
}

/**
 * Code that scrolls sideways and fades at the right edge. The last 24 px are air, so that the end
 * of a line comes out of the fade; while the focus ring is there, nothing fades.
 */
export function CodeLines({ children, className }: Props) {
  return (
    <pre
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      className={cx(
        'overflow-x-auto font-mono outline-offset-[-2px] [mask-image:linear-gradient(to_left,transparent,black_24px)] focus-visible:[mask-image:none]',
        className,
      )}
    >
      <code className="inline-block pr-6">{children}</code>
    </pre>
  )
}
