'use client'

import type { ReactNode } from 'react'

/** Mark, what it is, how it does, what to do: the last two stand under those of the upstream's own row. */
const COLUMNS =
  'grid grid-cols-[20px_minmax(0,1fr)_minmax(0,18rem)_7rem] items-start gap-x-4 py-1.5 phone:grid-cols-[20px_minmax(0,1fr)] phone:gap-x-3'

interface Props {
  /** A radio, or an icon that says why there is none. */
  mark: ReactNode
  title: ReactNode
  hint: string | null
  result: ReactNode
  actions: ReactNode
  /** Lines below, over the whole width. */
  children?: ReactNode
}

/** One key of an upstream, or the lack of need for one. */
export function KeyRow({ mark, title, hint, result, actions, children }: Props) {
  return (
    <div className={COLUMNS}>
      <div className="flex h-5 items-center justify-center text-ink-3">{mark}</div>
      <div className="wrap-anywhere -ml-1.5 min-w-0 text-ui phone:ml-0">
        {title}
        {hint !== null && (
          <span className="ml-2 whitespace-nowrap font-mono text-ink-3 text-small">{`••••${hint}`}</span>
        )}
      </div>
      <div className="phone:col-start-2">{result}</div>
      <div className="-my-1 flex justify-end gap-1 phone:col-start-2 phone:my-0 phone:order-last phone:-ml-4 phone:justify-start">
        {actions}
      </div>
      <div className="col-[2/-1] -ml-1.5 flex flex-col gap-0.5 empty:hidden phone:ml-0">
        {children}
      </div>
    </div>
  )
}
