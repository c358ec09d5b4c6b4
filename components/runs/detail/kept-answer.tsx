import { Database } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { runPath, useRunView } from '@/lib/client/use-run-view'
import type { Run } from '@/lib/domain/run'

/** Says of an answer of the response cache that it is one, and leads to the run that it was first given to. */
export function KeptAnswer({ run: { replayOf } }: { run: Run }) {
  const t = useTranslations('runCache')
  const { view, open } = useRunView()
  if (replayOf === null) return null
  return (
    <p className="flex flex-wrap items-center gap-x-1.5 px-7 pb-1 text-ink-2 text-small phone:px-4">
      <Database aria-hidden size={14} strokeWidth={1.5} className="shrink-0 text-ink-3" />
      <span>{t('note')}</span>
      <a
        href={runPath(replayOf, view)}
        onClick={(event) => {
          if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
          event.preventDefault()
          open(replayOf)
        }}
        className="fade rounded-sm font-medium text-accent hover:text-accent-hover phone:min-h-11 phone:content-center"
      >
        {t('origin')}
      </a>
    </p>
  )
}
