'use client'

import { Ellipsis, Pencil, Trash2 } from 'lucide-react'
import Link from 'next/link'
import { type KeyboardEvent, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { useRenameConversation } from '@/lib/client/queries/conversations'
import { useIsConnectionLost } from '@/lib/client/stores/connection'
import { useIsLive } from '@/lib/client/stores/live-runs'
import { conversationPath } from '@/lib/client/use-conversation-id'
import type { ConversationSummary } from '@/lib/domain/conversation'
import { cx } from '../ui/cx'
import { LiveIcon } from '../ui/live-icon'
import { Menu } from '../ui/menu'
import { focusNeighbour } from './focus-neighbour'
import { RenameField } from './rename-field'

interface Props {
  conversation: ConversationSummary
  isCurrent: boolean
  onDelete: (conversation: ConversationSummary) => void
  onNavigate?: (() => void) | undefined
}

/** A conversation in the list: its title, whether it runs, and what can be done with it. */
export function ConversationRow({ conversation, isCurrent, onDelete, onNavigate }: Props) {
  const t = useTranslations('sidebar')
  const { id, title } = conversation
  const rename = useRenameConversation()
  const [isRenaming, setIsRenaming] = useState(false)
  const link = useRef<HTMLAnchorElement>(null)
  const isLost = useIsConnectionLost()
  const isLive = useIsLive(id) && !isLost

  const endRenaming = () => {
    setIsRenaming(false)
    requestAnimationFrame(() => link.current?.focus())
  }
  const deleteThis = () => {
    if (link.current !== null) focusNeighbour(link.current)
    onDelete(conversation)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'F2') setIsRenaming(true)
    if (event.key === 'Delete') deleteThis()
  }

  if (isRenaming)
    return (
      <RenameField
        label={t('renameLabel')}
        title={title}
        onCancel={endRenaming}
        onCommit={(next) => {
          rename.mutate({ id, title: next })
          endRenaming()
        }}
      />
    )

  return (
    <div
      className={cx(
        'group fade flex h-7 items-center rounded-md phone:h-11',
        isCurrent ? 'bg-active' : 'hover:bg-hover',
      )}
    >
      <Link
        ref={link}
        href={conversationPath(id)}
        prefetch={false}
        aria-current={isCurrent ? 'page' : undefined}
        onClick={() => onNavigate?.()}
        onKeyDown={onKeyDown}
        className={cx(
          'flex h-full min-w-0 flex-1 items-center rounded-md pr-4 pl-2 text-ui group-hover:pr-1 pointer-coarse:pr-0 -outline-offset-2 phone:text-column',
          isCurrent ? 'font-medium text-ink' : 'text-ink-2 group-hover:text-ink',
        )}
      >
        <span title={title} className="min-w-0 truncate">
          {title}
        </span>
      </Link>
      {isLive && (
        <span role="img" aria-label={t('live')} className="px-1.5 text-accent group-hover:hidden">
          <LiveIcon size={14} />
        </span>
      )}
      <Menu
        label={t('actions', { title })}
        trigger={
          <button
            type="button"
            aria-label={t('actions', { title })}
            className={cx(
              'fade flex h-7 w-0 shrink-0 items-center justify-center overflow-hidden rounded-md text-ink-3 opacity-0 -outline-offset-2 hover:text-ink phone:h-11',
              'group-hover:w-7 group-hover:opacity-100 focus-visible:w-7 focus-visible:opacity-100 data-popup-open:w-7 data-popup-open:opacity-100 pointer-coarse:w-11 pointer-coarse:opacity-100',
            )}
          >
            <Ellipsis aria-hidden size={16} strokeWidth={1.5} />
          </button>
        }
        finalFocus={() => !isRenaming}
        actions={[
          {
            label: t('rename'),
            icon: Pencil,
            shortcut: 'F2',
            onSelect: () => setIsRenaming(true),
          },
          {
            label: t('delete'),
            icon: Trash2,
            shortcut: 'Del',
            isDestructive: true,
            onSelect: deleteThis,
          },
        ]}
      />
    </div>
  )
}
