'use client'

import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { conversationsQuery } from '@/lib/client/queries/conversations'
import { useConversationId } from '@/lib/client/use-conversation-id'
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
      phoneLine={<RequestSummary conversationId={id} />}
      panelLabel={t('request.panel')}
      panel={(onClose) => <RequestPanel conversationId={id} onClose={onClose} />}
    >
      {children}
    </Workspace>
  )
}
