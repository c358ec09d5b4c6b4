import { useQueryClient } from '@tanstack/react-query'
import { Clock } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { sendResults } from '@/lib/client/ask-beside'
import { useColumnQueue } from '@/lib/client/comparison/column-queue'
import { sendWaiting } from '@/lib/client/comparison/send-to-columns'
import type { Column } from '@/lib/client/comparison/use-columns'
import { isHeld, setDraft } from '@/lib/client/stores/drafts'
import { isUnasked } from '@/lib/client/stores/failure'
import { FailureNote, LoopNote } from '../composer/composer-notes'
import { focusComposer } from '../composer/focus-composer'
import { Button } from '../ui/button'

const LINK =
  'fade shrink-0 rounded-sm font-medium text-accent hover:text-accent-hover phone:min-h-11'

const EMPTY = { text: '', files: [], waiting: null, failure: null }

type Queue = ReturnType<typeof useColumnQueue>

/**
 * What a column was given and has not sent: because an answer still arrives there, and then it goes by
 * itself; or because it was refused, and then a person says what becomes of it.
 */
export function ColumnBox({ column }: { column: Column }) {
  const { id } = column
  const t = useTranslations('compare')
  const queue = useColumnQueue(column)
  const { failure, again } = queue.draft
  const dismiss = () => {
    // What could not be asked stays, and does not go by itself any more.
    setDraft(id, { failure: null, ...(isUnasked(failure) && { again: null, waiting: null }) })
    focusComposer()
  }
  return (
    <div className="flex flex-col gap-2 pb-4 empty:hidden">
      {again !== null && !isUnasked(failure) && (
        <AskedAgain columnId={id} isOfOld={again.missing === undefined} />
      )}
      <OpenLoop columnId={id} queue={queue} />
      {failure !== null && (
        <FailureNote
          failure={failure}
          onDismiss={dismiss}
          kept={queue.isFull ? t('keptHere') : null}
        />
      )}
      {queue.isFull && !queue.goes && <Waiting columnId={id} queue={queue} />}
    </div>
  )
}

/** Says that a column is asked all questions of an old branch again, or what it lacks, and ends that. */
function AskedAgain({ columnId, isOfOld }: { columnId: string; isOfOld: boolean }) {
  const t = useTranslations('compare')
  const end = () => {
    setDraft(columnId, { again: null })
    focusComposer()
  }
  return (
    <p className="flex items-center gap-3 text-ink-3 text-small">
      {t(isOfOld ? 'askingAgain' : 'askingMissing')}
      <button type="button" className={LINK} onClick={end}>
        {t('endAgain')}
      </button>
    </p>
  )
}

/** Says what the tool loop of a column waits for, and sends results that nothing sends by itself. */
function OpenLoop({ columnId, queue }: { columnId: string; queue: Queue }) {
  const { loop, isLive, isEditing } = queue
  const t = useTranslations('loop')
  const client = useQueryClient()
  if (loop.phase === 'none' || isLive) return null
  const send = () => {
    void sendResults(client, columnId)
    focusComposer()
  }
  return (
    <div className="flex flex-col items-start gap-2">
      <LoopNote loop={loop} isEditing={isEditing} />
      {loop.phase === 'held' && !isEditing && (
        <Button onClick={send}>{t('sendResults', { count: loop.calls.length })}</Button>
      )}
    </div>
  )
}

/** What stands in the box of a column, and why it has not gone. */
function Waiting({ columnId, queue }: { columnId: string; queue: Queue }) {
  const t = useTranslations('compare')
  const client = useQueryClient()
  const { text, files } = queue.draft
  const what = text.trim() === '' ? t('filesAlone', { count: files.length }) : text
  const act = (change: () => void) => () => {
    change()
    focusComposer()
  }
  return (
    <p className="flex items-start gap-1.5 text-ink-3 text-small">
      <Clock aria-hidden size={14} strokeWidth={1.5} className="mt-px shrink-0" />
      <span className="wrap-anywhere line-clamp-2 flex-1">
        {t(queue.waits ? 'waits' : isHeld(queue.draft) ? 'held' : 'unsent', { text: what })}
      </span>
      {(!queue.waits || queue.isPaused) && queue.mayGo && (
        <button
          type="button"
          className={LINK}
          onClick={act(() => void sendWaiting(client, columnId))}
        >
          {t('sendNow')}
        </button>
      )}
      <button type="button" className={LINK} onClick={act(() => setDraft(columnId, EMPTY))}>
        {t('discard')}
      </button>
    </p>
  )
}
