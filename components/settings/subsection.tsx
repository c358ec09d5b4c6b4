import { type ReactNode, useId } from 'react'

interface Props {
  title: string
  text?: ReactNode
  children: ReactNode
}

/** A part of a section that has a title of its own. */
export function Subsection({ title, text, children }: Props) {
  const titleId = useId()
  return (
    <section aria-labelledby={titleId}>
      <h3 id={titleId} className="font-semibold text-title">
        {title}
      </h3>
      {text !== undefined && <p className="wrap-anywhere max-w-160 text-ink-3 text-ui">{text}</p>}
      <div className="flex flex-col gap-3 pt-2">{children}</div>
    </section>
  )
}
