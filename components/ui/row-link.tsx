import type { KeyboardEvent, MouseEvent, ReactNode } from 'react'
import { cx } from './cx'

/** What a long list tells each of its rows (`useVirtualRows`). */
export interface RowLinkProps {
  href: string
  isCurrent: boolean
  isTabStop: boolean
  onOpen: (id: string) => void
  onFocus: (id: string) => void
  /** Answers whether a key led to another row. */
  onMove: (key: string) => boolean
}

interface Props extends RowLinkProps {
  id: string
  /** Its columns and its height. */
  className: string
  children: ReactNode
}

/** A row of a long list, which is a link: opened in place, or by the browser where somebody wants a new tab. */
export function RowLink(props: Props) {
  const { id, href, isCurrent, isTabStop, onOpen, onFocus, onMove, className, children } = props
  const open = (event: MouseEvent) => {
    // A new tab or window is the browser's own affair.
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    onOpen(id)
  }
  const press = (event: KeyboardEvent) => {
    if (!event.altKey && !event.ctrlKey && !event.metaKey && onMove(event.key)) {
      event.preventDefault()
    }
  }
  return (
    <a
      href={href}
      data-row={id}
      aria-current={isCurrent ? 'page' : undefined}
      tabIndex={isTabStop ? 0 : -1}
      onClick={open}
      onFocus={() => onFocus(id)}
      onKeyDown={press}
      className={cx(
        className,
        'fade cursor-default rounded-md text-ink-2 text-ui -outline-offset-2',
        isCurrent ? 'bg-active' : 'hover:bg-hover',
      )}
    >
      {children}
    </a>
  )
}
