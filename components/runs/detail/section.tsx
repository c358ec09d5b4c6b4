import type { ReactNode } from 'react'

interface Props {
  title: string
  count?: string
  /** Links or buttons at the right end. */
  end?: ReactNode
  children: ReactNode
}

/** A part of what is kept of a run. */
export function Section({ title, count, end, children }: Props) {
  return (
    <section aria-label={title} className="mt-6 first:mt-1">
      <div className="mb-1.5 flex min-h-6 items-center gap-2">
        <h3 className="font-semibold text-ui">{title}</h3>
        {count !== undefined && <span className="text-ink-3 text-ui">{count}</span>}
        <div className="ml-auto flex items-center gap-4">{end}</div>
      </div>
      {children}
    </section>
  )
}

/** A fact about what is not there. */
export function Nothing({ children }: { children: ReactNode }) {
  return <p className="max-w-133 text-ink-3 text-ui">{children}</p>
}

/** A word that leads to more of the same, or to less. */
export function WordButton(props: {
  isChosen?: boolean
  onClick: () => void
  children: ReactNode
}) {
  return (
    <button
      type="button"
      aria-pressed={props.isChosen}
      onClick={props.onClick}
      className="fade rounded-sm text-accent text-small hover:text-accent-hover aria-pressed:font-semibold aria-pressed:text-ink phone:min-h-11"
    >
      {props.children}
    </button>
  )
}
