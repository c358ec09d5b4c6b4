import type { ReactNode, UIEvent } from 'react'
import { cx } from '../ui/cx'
import { scrollInStep } from './scroll-in-step'

interface Props {
  /** From the left, from 0. */
  place: number
  /** Where cells are as high as each other, each scrolls in itself, under this name; null = they do not. */
  evenName: string | null
  className: string
  children: ReactNode
}

/** The place of a column in a turn. */
export function RowCell({ place, evenName, className, children }: Props) {
  const isEven = evenName !== null
  return (
    <div
      data-cell
      // What scrolls must be reachable by keyboard.
      {...(isEven && { onScroll, tabIndex: 0, role: 'group', 'aria-label': evenName })}
      className={cx(
        // A head that sticks holds no swipe once the place that it left is out of view.
        'min-w-0 snap-start border-line px-5 pt-3 phone:snap-always',
        place > 0 && 'border-l phone:border-l-0',
        isEven && 'max-h-[60dvh] overflow-y-auto overscroll-contain outline-offset-[-2px]',
        className,
      )}
    >
      {children}
    </div>
  )
}

/** The cells of a row that scroll in themselves do so together. */
function onScroll({ currentTarget: cell }: UIEvent<HTMLElement>): void {
  const all = cell.parentElement?.querySelectorAll<HTMLElement>(':scope > [data-cell]') ?? []
  scrollInStep(
    cell,
    [...all].filter((other) => other !== cell),
  )
}
