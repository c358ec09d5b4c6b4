import { type RefObject, useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { Virtualizer, type VirtualizerHandle } from 'virtua'
import { useConversationId } from '@/lib/client/use-conversation-id'
import { ConversationRow } from './conversation-row'
import type { ListRow } from './list-rows'
import { useDeleteWithUndo } from './use-delete-with-undo'
import { useRovingFocus } from './use-roving-focus'

/** Closer than this many rows to the end, the next page is fetched. */
const AHEAD = 40

export interface RowsProps {
  /** What scrolls around the list. */
  scroller: RefObject<HTMLElement | null>
  onNavigate?: (() => void) | undefined
  rows: readonly ListRow[]
  onNearEnd: () => void
}

/** The rows of the list, of which only those in view are drawn. */
export function ConversationRows({ rows, scroller, onNavigate, onNearEnd }: RowsProps) {
  const t = useTranslations('sidebar')
  const list = useRef<VirtualizerHandle>(null)
  const inView = useConversationId()
  const deleteWithUndo = useDeleteWithUndo()
  const focus = useRovingFocus({ rows, scroller, list, inView })

  const lookAhead = () => {
    const handle = list.current
    if (handle === null) return
    const last = handle.findItemIndex(handle.scrollOffset + handle.viewportSize)
    if (last + AHEAD >= rows.length) onNearEnd()
  }
  // A page that came may have left the end in view.
  useEffect(lookAhead)

  return (
    <Virtualizer
      ref={list}
      as="ul"
      item="li"
      data={rows}
      scrollRef={scroller}
      keepMounted={focus.index === -1 ? [] : [focus.index]}
      onScroll={lookAhead}
    >
      {(row, index) =>
        'group' in row ? (
          <h2
            key={row.key}
            className={
              index === 0
                ? 'px-2 pb-1 text-ink-3 text-small'
                : 'px-2 pt-3.5 pb-1 text-ink-3 text-small'
            }
          >
            {t(`groups.${row.group}`)}
          </h2>
        ) : (
          <ConversationRow
            key={row.key}
            conversation={row.conversation}
            isCurrent={row.conversation.id === inView}
            isTabStop={index === focus.index}
            onFocus={() => focus.setId(row.conversation.id)}
            onMove={focus.move}
            onDelete={deleteWithUndo}
            onNavigate={onNavigate}
          />
        )
      }
    </Virtualizer>
  )
}
