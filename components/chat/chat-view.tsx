'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useTranslations } from 'use-intl'
import { useStoredDraft, useWritten } from '@/lib/client/stores/drafts'
import { useConversation } from '@/lib/client/use-conversation'
import { useConversationId } from '@/lib/client/use-conversation-id'
import { useDraftSettings } from '@/lib/client/use-draft'
import { isApiError } from '@/lib/wire/errors'
import { useAction } from '../actions/use-action'
import { DropZone } from '../composer/attachments/drop-zone'
import { Composer } from '../composer/composer'
import { Announcer } from '../thread/announcer'
import { cx } from '../ui/cx'
import { LoadingBars } from '../ui/loading-bars'
import { onDemand } from '../ui/on-demand'
import { useErrorWords } from '../ui/use-error-words'
import { EmptyNote } from './empty-note'
import { FirstRun } from './first-run'

const WriteTurns = onDemand(async () => (await import('../thread/write/write-turns')).WriteTurns)

const OpenRequest = onDemand(async () => (await import('./open-request')).OpenRequest)

const Thread = onDemand(async () => (await import('../thread/thread')).Thread)

/** The conversation in view and the box under it; one place for the box, whatever is above it. */
export function ChatView({ requestId = null }: { requestId?: string | null }) {
  const t = useTranslations('chat')
  const id = useConversationId()
  const { data, error } = useConversation(id)
  const isGone = isApiError(error) && error.status === 404
  // A turn that never reached the server may be all there is of a conversation.
  const draft = useStoredDraft(id)
  const hasDraft = draft.text !== '' || draft.files.length > 0
  const isWriting = useWritten(id) !== null
  const settings = useDraftSettings(id)
  const client = useQueryClient()
  useAction('writeTurns', async () => {
    const { openWritten } = await import('@/lib/client/write-turns')
    openWritten(client, id)
  })
  // It is there by the time that there is something for it to draw.
  useEffect(() => {
    // What fails now is tried again when it is drawn.
    if (id !== null || hasDraft) Thread.preload().catch(() => {})
  }, [id, hasDraft])
  const gone = <EmptyNote title={t('notFoundTitle')} text={t('notFoundText')} />
  if (isGone && !hasDraft) return gone
  return (
    <div className="relative flex min-h-0 flex-1 flex-col">
      <DropZone conversationId={id} />
      {id === null && (requestId === null ? <FirstRun /> : <OpenRequest id={requestId} />)}
      {isGone && gone}
      {id !== null && !isGone && data !== undefined && <Thread key={data.id} conversation={data} />}
      {isWriting && settings !== null && <WriteTurns conversationId={id} settings={settings} />}
      <Announcer conversation={id === null ? undefined : data} />
      {id !== null && !isGone && data === undefined && <Pending error={error} />}
      <div className="shrink-0 px-6 pt-3 pb-4 [scrollbar-gutter:stable_both-edges] phone:px-3 phone:pb-[max(12px,env(safe-area-inset-bottom))]">
        <div className={cx('mx-auto', id === null ? 'max-w-155' : 'max-w-174')}>
          <div className={cx('[anchor-name:--composer]', id !== null && '-mr-3 ml-22 phone:mx-0')}>
            <Composer conversationId={id} isFirst={id === null || data?.headId === null} />
          </div>
        </div>
      </div>
    </div>
  )
}

function Pending({ error }: { error: Error | null }) {
  const t = useTranslations('chat')
  const errorWords = useErrorWords()
  return (
    <div className="min-h-0 flex-1 px-6 pt-4">
      <div className="mx-auto max-w-174 pl-25 phone:pl-0">
        {error === null ? (
          <LoadingBars count={5} label={t('loading')} />
        ) : (
          <p role="alert" className="text-bad text-ui">
            {t('loadFailed', { reason: errorWords(error) })}
          </p>
        )}
      </div>
    </div>
  )
}
