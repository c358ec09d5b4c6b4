'use client'

import { useInfiniteQuery } from '@tanstack/react-query'
import { type RefObject, useEffect, useMemo, useRef } from 'react'
import { useNow, useTranslations } from 'use-intl'
import { Virtualizer, type VirtualizerHandle } from 'virtua'
import { conversationsQuery } from '@/lib/client/queries/conversation-list'
import { useConversationId } from '@/lib/client/use-conversation-id'
import { Button } from '../ui/button'
import { LoadingBars } from '../ui/loading-bars'
import { ConversationRow } from './conversation-row'
import { type ListRow, toListRows } from './list-rows'
import { useDeleteWithUndo } from './use-delete-with-undo'
import { useRovingFocus } from './use-roving-focus'

const MINUTE_MS = 60_000
/** Closer than this many rows to the end, the next page is fetched. */
const AHEAD = 40

interface Props {
  /** What scrolls around the list. */
  scroller: RefObject<HTMLElement | null>
  onNavigate?: (() => void) | undefined
}

/** All conversations, pinned ones first, then the last changed, under their days; only those in view are drawn. */
export function ConversationList({ scroller, onNavigate }: Props) {
  const t = useTranslations('sidebar')
  const common = useTranslations('common')
  const now = useNow({ updateInterval: MINUTE_MS })
  const query = useInfiniteQuery(conversationsQuery())
  const { data, isError, isFetching, refetch } = query
  const rows = useMemo(() => toListRows(data ?? [], now), [data, now])

  if (data === undefined && isError)
    return <Failed text={t('loadFailed')} isBusy={isFetching} onRetry={() => void refetch()} />
  if (data === undefined)
    return (
      <div className="px-2">
        <LoadingBars count={4} label={common('loading')} />
      </div>
    )
  if (data.length === 0) return <p className="px-2 text-ink-3 text-small">{t('empty')}</p>
  const { isFetchingNextPage, isFetchNextPageError, fetchNextPage } = query
  return (
    <>
      <Rows
        rows={rows}
        scroller={scroller}
        onNavigate={onNavigate}
        onNearEnd={() => {
          const isIdle = !isFetchingNextPage && !isFetchNextPageError
          if (query.hasNextPage && isIdle) void fetchNextPage()
        }}
      />
      {isFetchingNextPage && (
        <div className="px-2 py-1">
          <LoadingBars count={2} label={common('loading')} />
        </div>
      )}
      {isFetchNextPageError && (
        <Failed text={t('loadFailed')} isBusy={isFetching} onRetry={() => void fetchNextPage()} />
      )}
    </>
  )
}

interface FailedProps {
  text: string
  isBusy: boolean
  onRetry: () => void
}

function Failed({ text, isBusy, onRetry }: FailedProps) {
  const common = useTranslations('common')
  return (
    <div role="alert" className="px-2 text-ink-3 text-small">
      <p>{text}</p>
      <Button
        variant="quiet"
        className="-ml-2.5"
        busy={isBusy && common('loading')}
        onClick={onRetry}
      >
        {common('retry')}
      </Button>
    </div>
  )
}

interface RowsProps extends Props {
  rows: readonly ListRow[]
  onNearEnd: () => void
}

function Rows({ rows, scroller, onNavigate, onNearEnd }: RowsProps) {
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
