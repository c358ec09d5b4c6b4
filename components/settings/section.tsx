import type { ReactNode } from 'react'

interface Props {
  id: string
  title: string
  text?: string
  children: ReactNode
}

/** A part of the settings: its title, a sentence on what it is for, its controls. */
export function Section({ id, title, text, children }: Props) {
  return (
    <section id={id} aria-labelledby={`${id}-title`} className="scroll-mt-4 pb-10">
      <h2 id={`${id}-title`} className="font-semibold text-section">
        {title}
      </h2>
      {text !== undefined && <p className="wrap-anywhere max-w-160 text-ink-3 text-ui">{text}</p>}
      <div className="pt-3">{children}</div>
    </section>
  )
}
