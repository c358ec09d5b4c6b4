import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'

interface Props {
  head: ReactNode
  /** What the model is told. */
  fields: ReactNode
  /** Who answers it, and the trial. */
  answer: ReactNode
}

/** A tool: what it is, and beside that from 1280, else below it, how it is answered. */
export function ToolFrame({ head, fields, answer }: Props) {
  const t = useTranslations('tools')
  return (
    <div className="flex min-h-0 min-w-0 flex-1 max-xl:flex-col max-xl:overflow-y-auto">
      <div className="flex min-w-0 flex-1 flex-col max-xl:shrink-0 xl:overflow-y-auto">
        {head}
        <div className="flex flex-col gap-4 px-6 pb-8 max-lg:px-4 phone:px-3">{fields}</div>
      </div>
      <aside
        aria-label={t('answering')}
        className="flex shrink-0 flex-col gap-6 bg-side px-5 pt-2.5 pb-8 max-xl:px-6 max-xl:pt-4 max-lg:px-4 xl:w-110 xl:overflow-y-auto phone:px-3"
      >
        {answer}
      </aside>
    </div>
  )
}
