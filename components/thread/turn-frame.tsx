import type { ReactNode } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import { cx } from '../ui/cx'
import { pressTurnKey } from './acts/press-turn-key'

interface Props {
  name: string
  /** ms since the epoch. */
  at: number
  /** How far below the turn's top its first line stands, so that the name stands beside it. */
  nameClass: string
  className?: string
  /** Under name and time. */
  note?: string | null
  /** Which step of a tool loop it is: that stands in place of name and time. Null = the first, or of none. */
  step?: { index: number; max: number } | null
  /** Stands on a phone at the end of the line with the name. */
  corner?: ReactNode
  children: ReactNode
}

/** Around all that a turn holds, above it: what is drawn in it stands out at the sides. */
const RING =
  'focus:after:pointer-events-none focus:after:absolute focus:after:-inset-y-1 focus:after:-right-4 focus:after:-left-3 focus:after:rounded-lg focus:after:outline-2 focus:after:outline-accent phone:focus:after:-inset-x-3'

/** A turn: who and when in the margin, what was said in the column. On a phone one above the other. */
export function TurnFrame(props: Props) {
  const { name, at, nameClass, className, note = null, corner, step = null, children } = props
  const t = useTranslations('loop')
  const format = useFormatter()
  const time = new Date(at)
  return (
    <article
      aria-label={name}
      // Something may lead here; Tab does not stop.
      tabIndex={-1}
      onKeyDown={pressTurnKey}
      className={cx(
        'group/turn relative flex scroll-mt-3 gap-4 outline-none phone:flex-col phone:gap-1',
        RING,
        className,
      )}
    >
      <div
        className={cx(
          'w-21 shrink-0 phone:flex phone:w-auto phone:items-baseline phone:gap-2 phone:pt-0',
          nameClass,
        )}
      >
        {step !== null && (
          <p className="text-ink-3 text-small">
            {t(step.index > step.max ? 'stepBeyond' : 'step', step)}
          </p>
        )}
        {step === null && (
          <>
            <p title={name} className="wrap-anywhere line-clamp-2 font-semibold text-ui">
              {name}
            </p>
            <time
              dateTime={time.toISOString()}
              title={format.dateTime(time, { dateStyle: 'medium', timeStyle: 'medium' })}
              className="block shrink-0 text-ink-3 text-small"
            >
              {format.dateTime(time, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })}
            </time>
          </>
        )}
        {note !== null && (
          <span className="inline-block rounded-sm bg-sunken px-1.5 text-ink-3 text-facts phone:text-small">
            {note}
          </span>
        )}
        {corner !== undefined && <div className="-my-3 ml-auto hidden phone:block">{corner}</div>}
      </div>
      <div className="min-w-0 flex-1">{children}</div>
    </article>
  )
}
