import { type RefObject, useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { Virtualizer } from 'virtua'
import { useListedId } from '@/lib/client/comparison/comparison-path'
import { useVirtualRows } from '../ui/use-virtual-rows'
import { ConversationRow } from './conversation-row'
import type { ListRow } from './list-rows'
import { useDeleteWithUndo } from './use-delete-with-undo'

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
  const inView = useListedId()
  const deleteWithUndo = useDeleteWithUndo()
  const ids = useMemo(() => rows.map((row) => ('group' in row ? null : row.key)), [rows])
  const focus = useVirtualRows({ ids, scroller, current: inView, onNearEnd })
  return (
    <Virtualizer {...focus.virtualizer} data={rows}>
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
            onFocus={() => focus.onFocus(row.conversation.id)}
            onMove={focus.move}
            onDelete={deleteWithUndo}
            onNavigate={onNavigate}
          />
        )
      }
    </Virtualizer>
  )
}
