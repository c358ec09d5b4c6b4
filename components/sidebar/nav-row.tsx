import type { LucideIcon } from 'lucide-react'
import Link from 'next/link'
import { cx } from '../ui/cx'

interface Props {
  href: string
  icon: LucideIcon
  label: string
  isCurrent: boolean
  onNavigate?: (() => void) | undefined
}

/** A screen in the sidebar. */
export function NavRow({ href, icon: Icon, label, isCurrent, onNavigate }: Props) {
  return (
    <Link
      href={href}
      prefetch={false}
      aria-current={isCurrent ? 'page' : undefined}
      onClick={() => onNavigate?.()}
      className={cx(
        'fade flex h-7 items-center gap-2.5 rounded-md px-2 text-ui -outline-offset-2 phone:h-11 phone:text-column',
        isCurrent ? 'bg-active font-medium text-ink' : 'text-ink-2 hover:bg-hover hover:text-ink',
      )}
    >
      <Icon
        aria-hidden
        size={16}
        strokeWidth={1.5}
        className={isCurrent ? 'text-ink-2' : 'text-ink-3'}
      />
      {label}
    </Link>
  )
}
