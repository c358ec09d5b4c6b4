import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { cx } from './cx'

const TONES = {
  plain: { ground: 'bg-sunken', icon: 'text-ink-3' },
  warn: { ground: 'bg-warn-soft', icon: 'text-warn' },
  bad: { ground: 'bg-bad-soft', icon: 'text-bad' },
} as const

interface Props {
  tone: keyof typeof TONES
  icon: LucideIcon
  /** The fact, bold. */
  title: ReactNode
  /** One sentence. */
  children?: ReactNode
  /** Buttons: one default, the others quiet. */
  actions?: ReactNode
  /** Buttons beside the text, where there is room. */
  side?: ReactNode
  /** An id in mono at the right of the buttons. */
  reference?: ReactNode
  /** `alert` is read out at once. */
  role?: 'alert' | 'status' | 'note'
  className?: string
}

/** On a coloured ground in the dark a button has to stand out of that, not of the page. */
const BUTTONS =
  'dark:[--button:color-mix(in_oklab,var(--ink)_12%,transparent)] dark:[--button-hover:color-mix(in_oklab,var(--ink)_20%,transparent)]'

/** A note in place: what happened, what it means, what to do. */
export function Note({
  tone,
  icon: Icon,
  title,
  children,
  actions,
  side,
  reference,
  ...rest
}: Props) {
  const { role = 'note', className } = rest
  const hasFoot = actions !== undefined || reference !== undefined
  return (
    <div
      role={role}
      className={cx(
        'flex gap-2.5 rounded-lg p-3 phone:flex-wrap',
        TONES[tone].ground,
        tone !== 'plain' && BUTTONS,
        className,
      )}
    >
      <Icon
        aria-hidden
        size={16}
        strokeWidth={1.5}
        className={cx('mt-0.5 shrink-0', TONES[tone].icon)}
      />
      <div className="min-w-0 flex-1">
        <p className="font-semibold text-ui">{title}</p>
        {children != null && <div className="wrap-anywhere text-ink-2 text-ui">{children}</div>}
        {hasFoot && (
          <div className="mt-2 flex flex-wrap items-center gap-1">
            {actions}
            {reference !== undefined && (
              <span className="ml-auto truncate font-mono text-ink-3 text-small">{reference}</span>
            )}
          </div>
        )}
      </div>
      {side !== undefined && (
        <div className="flex shrink-0 gap-1 phone:w-full phone:pl-6.5">{side}</div>
      )}
    </div>
  )
}
