import type { ReactNode } from 'react'
import { cx } from '../../ui/cx'
import type { Reading } from './use-reading'
import { WayDown } from './way-down'

interface Props {
  reading: Reading
  label: string
  /** Of what scrolls. */
  className: string
  /** Of the way to the end: over which place it stands. */
  wayDownClass: string
  children: ReactNode
}

/** The frame in which turns are read: it scrolls, and says what has come below. */
export function ReadingFrame({ reading, label, className, wayDownClass, children }: Props) {
  return (
    <div className="relative min-h-0 flex-1">
      <section
        ref={reading.frame}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        onKeyDown={reading.onKeyDown}
        aria-label={label}
        className={cx('h-full overscroll-contain outline-offset-[-2px]', className)}
      >
        {children}
      </section>
      {reading.below !== null && (
        <WayDown isNew={reading.below === 'new'} className={wayDownClass} onClick={reading.toEnd} />
      )}
    </div>
  )
}
