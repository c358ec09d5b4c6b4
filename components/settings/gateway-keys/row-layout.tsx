import type { ReactNode } from 'react'
import { cx } from '../../ui/cx'

/** Name, when it was made, used and ends, what to do; on a phone the times stand below the name. */
export const ROW =
  'grid grid-cols-[minmax(0,1fr)_repeat(3,calc(6.5rem*var(--text-scale)))_2rem] items-start gap-x-4 phone:grid-cols-3 phone:gap-x-2'

interface Props {
  title: ReactNode
  /** Below, under the figures too. */
  detail: ReactNode
  cells: readonly { label: string; text: ReactNode }[]
  actions?: ReactNode
  isOver?: boolean
  /** Lines over the whole width. */
  children?: ReactNode
}

/** One key of the table. */
export function RowLayout({ title, detail, cells, actions, isOver = false, children }: Props) {
  return (
    <div className={cx(ROW, 'py-2.5 phone:relative')}>
      <p
        className={cx(
          'flex min-w-0 flex-wrap items-baseline gap-x-2 text-ui phone:col-span-3 phone:pr-12 phone:text-reading',
          isOver && 'text-ink-3',
        )}
      >
        {title}
      </p>
      {cells.map(({ label, text }) => (
        <p key={label} className={cx('text-ui phone:pt-1', isOver ? 'text-ink-3' : 'text-ink-2')}>
          <span className="sr-only phone:not-sr-only phone:block phone:text-ink-3 phone:text-small">
            {label}
          </span>{' '}
          {text}
        </p>
      ))}
      <div className="-my-1 flex justify-end phone:absolute phone:top-1 phone:right-0 phone:my-0">
        {actions}
      </div>
      <div className="wrap-anywhere col-[1/-2] text-ink-3 text-small phone:col-span-full phone:pt-1">
        {detail}
      </div>
      <div className="col-span-full empty:hidden">{children}</div>
    </div>
  )
}
