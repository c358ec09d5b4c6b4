'use client'

import { Columns3, Ellipsis, type LucideIcon, Pencil, Pin, PinOff, Trash2 } from 'lucide-react'
import Link from 'next/link'
import { type KeyboardEvent, type MouseEvent, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { pathOfKind } from '@/lib/client/comparison/comparison-path'
import { useChangeConversation } from '@/lib/client/queries/conversations'
import { useIsConnectionLost } from '@/lib/client/stores/connection'
import { useIsLive } from '@/lib/client/stores/live-runs'
import type { ConversationSummary } from '@/lib/domain/conversation'
import type { ListedConversation } from '@/lib/domain/conversation-list'
import { chordText } from '../actions/chord'
import { cx } from '../ui/cx'
import { LiveIcon } from '../ui/live-icon'
import { Menu, type MenuAction } from '../ui/menu'
import { useIsMac } from '../ui/use-is-mac'
import { focusNeighbour } from './focus-neighbour'
import { RenameField } from './rename-field'

interface Props {
  conversation: ListedConversation
  isCurrent: boolean
  /** Tab stops at one row of the list. */
  isTabStop: boolean
  onFocus: () => void
  /** Moves the focus by a key; false for one that does not. */
  onMove: (key: string) => boolean
  onDelete: (conversation: ConversationSummary) => void
  onNavigate?: (() => void) | undefined
}

/** A conversation in the list: its title, whether it runs, and what can be done with it. */
export function ConversationRow({ conversation, isCurrent, isTabStop, ...on }: Props) {
  const t = useTranslations('sidebar')
  const { id, title, pinnedAt } = conversation
  const change = useChangeConversation()
  const [isRenaming, setIsRenaming] = useState(false)
  const [isMenuOpen, setMenuOpen] = useState(false)
  const link = useRef<HTMLAnchorElement>(null)
  // Its delete key, which chords are named by, is what others call Backspace.
  const isMac = useIsMac()

  const endRenaming = () => {
    setIsRenaming(false)
    requestAnimationFrame(() => link.current?.focus())
  }
  const deleteThis = () => {
    if (link.current !== null) focusNeighbour(link.current)
    on.onDelete(conversation)
  }
  const openMenu = (event: KeyboardEvent | MouseEvent) => {
    event.preventDefault()
    setMenuOpen(true)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'F2') setIsRenaming(true)
    else if (event.key === 'Delete' || (isMac && event.key === 'Backspace')) deleteThis()
    else if (event.key === 'F10' && event.shiftKey) openMenu(event)
    else if (on.onMove(event.key)) event.preventDefault()
  }

  if (isRenaming)
    return (
      <RenameField
        label={t('renameLabel')}
        title={title}
        onCancel={endRenaming}
        onCommit={(next) => {
          change.mutate({ id, title: next })
          endRenaming()
        }}
      />
    )

  const isPinned = pinnedAt !== null
  const pin = {
    label: t(isPinned ? 'unpin' : 'pin'),
    icon: isPinned ? PinOff : Pin,
    onSelect: () => change.mutate({ id, pinned: !isPinned }),
  }
  return (
    <div
      className={cx(
        'group fade flex h-7 items-center rounded-md phone:h-11',
        isCurrent ? 'bg-active' : 'hover:bg-hover',
      )}
    >
      <Link
        ref={link}
        href={pathOfKind(conversation)}
        data-row={id}
        prefetch={false}
        tabIndex={isTabStop ? 0 : -1}
        aria-current={isCurrent ? 'page' : undefined}
        onClick={() => on.onNavigate?.()}
        onFocus={on.onFocus}
        onKeyDown={onKeyDown}
        onContextMenu={openMenu}
        className={cx(
          'flex h-full min-w-0 flex-1 items-center rounded-md pr-4 pl-2 text-ui group-hover:pr-1 pointer-coarse:pr-0 -outline-offset-2 phone:text-column',
          isCurrent ? 'font-medium text-ink' : 'text-ink-2 group-hover:text-ink',
        )}
      >
        <span data-user-text title={title} className="min-w-0 truncate">
          {title}
        </span>
      </Link>
      <Marks conversation={conversation} />
      <Actions
        title={title}
        isTabStop={isTabStop}
        isOpen={isMenuOpen}
        onOpenChange={setMenuOpen}
        finalFocus={() => !isRenaming && link.current}
        actions={[
          { label: t('rename'), icon: Pencil, shortcut: 'F2', onSelect: () => setIsRenaming(true) },
          pin,
          {
            label: t('delete'),
            icon: Trash2,
            shortcut: chordText('Delete', isMac),
            isDestructive: true,
            onSelect: deleteThis,
          },
        ]}
      />
    </div>
  )
}

/** Signs at the row's end; on hover the way to its actions takes their place. */
function Marks({ conversation }: Pick<Props, 'conversation'>) {
  const t = useTranslations('sidebar')
  const { id, kind, isRunning, pinnedAt } = conversation
  const isLost = useIsConnectionLost()
  const isLive = (useIsLive(id) || isRunning) && !isLost
  return (
    <>
      {kind === 'comparison' && <Mark icon={Columns3} label={t('comparison')} />}
      {isLive && (
        <span role="img" aria-label={t('live')} className="px-1.5 text-accent group-hover:hidden">
          <LiveIcon size={14} />
        </span>
      )}
      {!isLive && pinnedAt !== null && <Mark icon={Pin} label={t('pinned')} />}
    </>
  )
}

function Mark({ icon: Icon, label }: { icon: LucideIcon; label: string }) {
  return (
    <span role="img" aria-label={label} className="px-1.5 text-ink-3 group-hover:hidden">
      <Icon aria-hidden size={14} strokeWidth={1.5} />
    </span>
  )
}

interface ActionsProps {
  title: string
  isTabStop: boolean
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
  finalFocus: () => HTMLElement | false | null
  actions: readonly MenuAction[]
}

function Actions({ title, isTabStop, ...menu }: ActionsProps) {
  const t = useTranslations('sidebar')
  return (
    <Menu
      {...menu}
      label={t('actions', { title })}
      trigger={
        <button
          type="button"
          tabIndex={isTabStop ? 0 : -1}
          aria-label={t('actions', { title })}
          className={cx(
            'fade flex h-7 w-0 shrink-0 items-center justify-center overflow-hidden rounded-md text-ink-3 opacity-0 -outline-offset-2 hover:text-ink phone:h-11',
            'group-hover:w-7 group-hover:opacity-100 focus-visible:w-7 focus-visible:opacity-100 data-popup-open:w-7 data-popup-open:opacity-100 pointer-coarse:w-11 pointer-coarse:opacity-100',
          )}
        >
          <Ellipsis aria-hidden size={16} strokeWidth={1.5} />
        </button>
      }
    />
  )
}
