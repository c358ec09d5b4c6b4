import { useQueryClient } from '@tanstack/react-query'
import { Clock } from 'lucide-react'
import { useEffect } from 'react'
import { useTranslations } from 'use-intl'
import { goOnAgain } from '@/lib/client/comparison/run-again'
import { sendColumn, sendWaiting } from '@/lib/client/comparison/send-to-columns'
import { setDraft, useStoredDraft } from '@/lib/client/stores/drafts'
import { tabId } from '@/lib/client/tab-id'
import { useLiveRunInView } from '@/lib/client/use-live-run-in-view'
import { useLoop } from '@/lib/client/use-loop'
import { FailureNote } from '../composer/composer-notes'
import { focusComposer } from '../composer/focus-composer'
import { Button } from '../ui/button'

const EMPTY = { text: '', files: [], waiting: null }

const LINK =
  'fade shrink-0 rounded-sm font-medium text-accent hover:text-accent-hover phone:min-h-11'

interface Props {
  columnId: string
  /** The end of the branch in view. */
  headId: string | null
  /** What it would be asked with is known, and nothing arrives there. */
  isReady: boolean
}

/**
 * What a column was given and has not sent: because an answer still arrives there, and then it goes by
 * itself; or because it was refused, and then a person says what becomes of it.
 */
export function ColumnBox({ columnId, headId, isReady }: Props) {
  const t = useTranslations('compare')
  const client = useQueryClient()
  const { text, files, failure, sending, waiting, again } = useStoredDraft(columnId)
  const isLive = useLiveRunInView(columnId) !== null
  const { phase } = useLoop(columnId)
  const isFull = (text.trim() !== '' || files.length > 0) && sending === null
  const isFree = isReady && !isLive && failure === null
  const isOwn = waiting?.tab === tabId()
  const mayGo = isFull && isOwn && isFree && phase !== 'open'
  useEffect(() => {
    if (mayGo) void sendColumn(client, columnId)
  }, [mayGo, client, columnId])
  const goesOn = again?.tab === tabId() && !isFull && isFree && phase === 'none'
  // biome-ignore lint/correctness/useExhaustiveDependencies: another branch may be one that goes on
  useEffect(() => {
    if (goesOn) void goOnAgain(client, columnId)
  }, [goesOn, headId, client, columnId])
  if (!isFull && failure === null && again === null) return null
  // The button goes by its own act.
  const put = (draft: Parameters<typeof setDraft>[1]) => {
    setDraft(columnId, draft)
    focusComposer()
  }
  const send = () => {
    void sendWaiting(client, columnId)
    focusComposer()
  }
  const dismiss = () => put({ failure: null, again: null, ...(isFull && EMPTY) })
  return (
    <div className="flex flex-col gap-2 pb-4">
      {again !== null && failure === null && (
        <p className="flex items-center gap-3 text-ink-3 text-small">
          {t('askingAgain')}
          <button type="button" className={LINK} onClick={() => put({ again: null })}>
            {t('endAgain')}
          </button>
        </p>
      )}
      {failure !== null && (
        <FailureNote
          failure={failure}
          onDismiss={dismiss}
          more={isFull && <Button onClick={send}>{t('sendAgain')}</Button>}
        />
      )}
      {isFull && failure === null && !mayGo && (
        <p className="flex items-start gap-1.5 text-ink-3 text-small">
          <Clock aria-hidden size={14} strokeWidth={1.5} className="mt-px shrink-0" />
          <span className="wrap-anywhere line-clamp-2 flex-1">
            {t(isOwn ? 'waits' : 'unsent', { text })}
          </span>
          {!isOwn && isFree && (
            <button type="button" className={LINK} onClick={send}>
              {t('sendNow')}
            </button>
          )}
          <button type="button" className={LINK} onClick={() => put(EMPTY)}>
            {t('discard')}
          </button>
        </p>
      )}
    </div>
  )
}
