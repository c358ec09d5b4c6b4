import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { conversationsQuery } from '@/lib/client/queries/conversation-list'
import { conversationQuery, useChangeConversation } from '@/lib/client/queries/conversations'
import type { ConversationSummary } from '@/lib/domain/conversation'
import { useAction } from '../actions/use-action'
import { focusComposer } from '../composer/focus-composer'
import { RenameField } from '../sidebar/rename-field'
import { useDeleteWithUndo } from '../sidebar/use-delete-with-undo'
import { cx } from '../ui/cx'

/** The name of the conversation in view (null = the new one), and what can be done with it from anywhere. */
export function ConversationTitle({ id }: { id: string | null }) {
  const t = useTranslations()
  const known = useSummary(id)
  const change = useChangeConversation()
  const remove = useDeleteWithUndo()
  const [renaming, setRenaming] = useState<string | null>(null)
  const isPinned = known !== undefined && known.pinnedAt !== null
  const pin = (pinned: boolean) => () => known && change.mutate({ id: known.id, pinned })
  useAction('renameConversation', known === undefined ? null : () => setRenaming(known.id))
  useAction('pinConversation', known === undefined || isPinned ? null : pin(true))
  useAction('unpinConversation', isPinned ? pin(false) : null)
  // A column goes from its comparison, not by itself.
  const isWhole = known !== undefined && known.kind !== 'column'
  useAction('deleteConversation', isWhole ? () => remove(known) : null)
  const title = known?.title ?? (id === null ? t('sidebar.newConversation') : '')

  const endRenaming = () => {
    setRenaming(null)
    focusComposer()
  }
  const pageTitle = <title>{title === '' ? t('app.name') : `${title} – ${t('app.name')}`}</title>
  if (known !== undefined && renaming === known.id)
    return (
      <div className="-ml-2 max-w-120">
        {pageTitle}
        <RenameField
          label={t('sidebar.renameLabel')}
          title={known.title}
          onCancel={endRenaming}
          onCommit={(next) => {
            change.mutate({ id: known.id, title: next })
            endRenaming()
          }}
        />
      </div>
    )
  return (
    <>
      {pageTitle}
      <h1
        data-user-text={known === undefined ? undefined : true}
        title={title}
        className={cx(
          'truncate text-title phone:text-column',
          id === null ? 'font-medium text-ink-2' : 'font-semibold',
        )}
      >
        {title}
      </h1>
    </>
  )
}

/** The conversation's own, or while that is on its way the list's. */
function useSummary(id: string | null): ConversationSummary | undefined {
  const { data } = useQuery({ ...conversationQuery(id ?? ''), enabled: id !== null })
  const { data: list } = useInfiniteQuery(conversationsQuery())
  return data ?? list?.find((conversation) => conversation.id === id)
}
