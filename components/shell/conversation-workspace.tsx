'use client'

import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { conversationQuery, conversationsQuery } from '@/lib/client/queries/conversations'
import { useConversationId } from '@/lib/client/use-conversation-id'
import { useDraft } from '@/lib/client/use-draft'
import { isApiError } from '@/lib/wire/errors'
import { RequestPanel } from '../request/request-panel'
import { RequestSummary } from '../request/request-summary'
import { cx } from '../ui/cx'
import { Workspace } from './workspace'

/** The conversation in view with its title above and its request panel beside it. */
export function ConversationWorkspace({ children }: { children: ReactNode }) {
  const t = useTranslations()
  const id = useConversationId()
  const { data } = useQuery(conversationsQuery())
  const known = id === null ? undefined : data?.find((conversation) => conversation.id === id)
  const hasPanel = useHasSettings(id)
  const title = known?.title ?? (id === null ? t('sidebar.newConversation') : '')
  return (
    <Workspace
      title={
        <>
          <title>{title === '' ? t('app.name') : `${title} – ${t('app.name')}`}</title>
          <h1
            className={cx(
              'truncate text-title phone:text-column',
              id === null ? 'font-medium text-ink-2' : 'font-semibold',
            )}
          >
            {title}
          </h1>
        </>
      }
      phoneLine={hasPanel ? <RequestSummary conversationId={id} /> : undefined}
      panelLabel={t('request.panel')}
      panel={hasPanel ? (onClose) => <RequestPanel conversationId={id} onClose={onClose} /> : null}
    >
      {children}
    </Workspace>
  )
}

/** Whether anything can be set for a next run: not where no conversation can be shown. */
function useHasSettings(id: string | null): boolean {
  const { error } = useQuery({ ...conversationQuery(id ?? ''), enabled: id !== null })
  const { settings, text } = useDraft(id)
  if (error === null) return true
  const isGone = isApiError(error) && error.status === 404
  // What was typed for a conversation that is gone can still be sent.
  return settings !== null && (!isGone || text !== '')
}
