'use client'

import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { showPreview, usePreviewPlace } from '@/lib/client/preview-place'
import { conversationQuery } from '@/lib/client/queries/conversations'
import { useConversationId } from '@/lib/client/use-conversation-id'
import { useDraft } from '@/lib/client/use-draft'
import { isApiError } from '@/lib/wire/errors'
import { LimitMark } from '../limits/limit-signs'
import { RequestPanel } from '../request/request-panel'
import { RequestSummary } from '../request/request-summary'
import { onDemand } from '../ui/on-demand'
import { ConversationTitle } from './conversation-title'
import { Workspace } from './workspace'

/** A new conversation has nothing to add up. */
const ConversationTotal = onDemand(
  async () => (await import('../chat/conversation-total')).ConversationTotal,
)

const PreviewPanel = onDemand(
  async () => (await import('../files/preview/preview-panel')).PreviewPanel,
)

const closePreview = () => showPreview(null)

/** The conversation in view with its title above and its request panel beside it. */
export function ConversationWorkspace({ children }: { children: ReactNode }) {
  const t = useTranslations()
  const id = useConversationId()
  const hasPanel = useHasSettings(id)
  const preview = usePreviewPlace()
  return (
    <Workspace
      title={<ConversationTitle id={id} />}
      phoneLine={hasPanel ? <RequestSummary conversationId={id} /> : undefined}
      figures={
        <>
          {id !== null && <ConversationTotal conversationId={id} place="bar" />}
          <LimitMark conversationId={id} />
        </>
      }
      panelLabel={t('request.panel')}
      preview={
        preview === null ? null : (onClose) => <PreviewPanel place={preview} onClose={onClose} />
      }
      onClosePreview={closePreview}
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
