import { useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { askMissing } from '@/lib/client/comparison/run-again'
import { useStoredDraft } from '@/lib/client/stores/drafts'
import { useLiveRunInView } from '@/lib/client/use-live-run-in-view'
import { useLoop } from '@/lib/client/use-loop'
import type { Message } from '@/lib/domain/conversation'
import { focusComposer } from '../composer/focus-composer'
import { Button } from '../ui/button'

interface Props {
  columnId: string
  /** What the others were asked up to here and this column was not, in order; none where it was asked more since. */
  missing: readonly Message[]
}

/** Stands where a column was not asked what others were, with the way to ask that, and what comes before it. */
export function AskHere({ columnId, missing }: Props) {
  const t = useTranslations('compare')
  const client = useQueryClient()
  const { text, files, sending, again } = useStoredDraft(columnId)
  const isLive = useLiveRunInView(columnId) !== null
  const { phase } = useLoop(columnId)
  // What waits there goes first; results that are wanted before the next turn go with one that is written.
  const isFull = text !== '' || files.length > 0
  const isBusy = isLive || phase !== 'none' || sending !== null || again !== null || isFull
  const ask = () => {
    void askMissing(
      client,
      columnId,
      missing.map(({ content }) => content ?? []),
    )
    focusComposer()
  }
  return (
    <div className="text-ink-3 text-small">
      <p>{t('notAsked')}</p>
      {missing.length > 0 && (
        <Button variant="quiet" className="-ml-2.5" disabled={isBusy} onClick={ask}>
          {t('askHere', { count: missing.length })}
        </Button>
      )}
    </div>
  )
}
