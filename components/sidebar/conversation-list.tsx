'use client'

import { useQuery } from '@tanstack/react-query'
import { useNow, useTranslations } from 'use-intl'
import { conversationsQuery } from '@/lib/client/queries/conversations'
import { useConversationId } from '@/lib/client/use-conversation-id'
import { Button } from '../ui/button'
import { LoadingBars } from '../ui/loading-bars'
import { ConversationRow } from './conversation-row'
import { groupByDate } from './group-by-date'
import { useDeleteWithUndo } from './use-delete-with-undo'

const MINUTE_MS = 60_000

/** All conversations, newest first, under the day of their last change. */
export function ConversationList({ onNavigate }: { onNavigate?: (() => void) | undefined }) {
  const t = useTranslations('sidebar')
  const common = useTranslations('common')
  const now = useNow({ updateInterval: MINUTE_MS })
  const inView = useConversationId()
  const deleteWithUndo = useDeleteWithUndo()
  const { data, isError, refetch } = useQuery(conversationsQuery())

  if (data === undefined && isError)
    return (
      <div className="px-2 text-ink-3 text-small">
        <p>{t('loadFailed')}</p>
        <Button variant="quiet" className="-ml-2.5" onClick={() => void refetch()}>
          {common('retry')}
        </Button>
      </div>
    )
  if (data === undefined)
    return (
      <div className="px-2">
        <LoadingBars count={4} label={common('loading')} />
      </div>
    )
  if (data.length === 0) return <p className="px-2 text-ink-3 text-small">{t('empty')}</p>
  return groupByDate(data, now).map(({ name, conversations }) => (
    <section key={name} aria-label={t(`groups.${name}`)} className="mb-3.5">
      <h2 className="px-2 pb-1 text-ink-3 text-small">{t(`groups.${name}`)}</h2>
      <ul className="flex flex-col">
        {conversations.map((conversation) => (
          <li key={conversation.id}>
            <ConversationRow
              conversation={conversation}
              isCurrent={conversation.id === inView}
              onDelete={deleteWithUndo}
              onNavigate={onNavigate}
            />
          </li>
        ))}
      </ul>
    </section>
  ))
}
