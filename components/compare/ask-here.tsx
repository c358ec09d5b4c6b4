import { useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { askNext } from '@/lib/client/ask-beside'
import { useStoredDraft } from '@/lib/client/stores/drafts'
import { useLiveRunInView } from '@/lib/client/use-live-run-in-view'
import { useLoop } from '@/lib/client/use-loop'
import type { Message } from '@/lib/domain/conversation'
import { focusComposer } from '../composer/focus-composer'
import { Button } from '../ui/button'

interface Props {
  columnId: string
  /** What the others were asked. */
  question: Message | undefined
  /** It would come next in this column. */
  isNext: boolean
}

/** Stands where a column was not asked what others were, with the way to ask it. */
export function AskHere({ columnId, question, isNext }: Props) {
  const t = useTranslations('compare')
  const client = useQueryClient()
  const { text, files, sending } = useStoredDraft(columnId)
  const isLive = useLiveRunInView(columnId) !== null
  const { phase } = useLoop(columnId)
  // What waits there goes first; results that are wanted before the next turn go with one that is written.
  const isBusy = isLive || phase !== 'none' || sending !== null || text !== '' || files.length > 0
  const ask = () => {
    void askNext(client, columnId, question?.content ?? [])
    focusComposer()
  }
  return (
    <div className="text-ink-3 text-small">
      <p>{t('notAsked')}</p>
      {isNext && question !== undefined && (
        <Button variant="quiet" className="-ml-2.5" disabled={isBusy} onClick={ask}>
          {t('askHere')}
        </Button>
      )}
    </div>
  )
}
