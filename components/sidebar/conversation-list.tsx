'use client'

import { useInfiniteQuery } from '@tanstack/react-query'
import { type RefObject, useMemo } from 'react'
import { useNow, useTranslations } from 'use-intl'
import { conversationsQuery } from '@/lib/client/queries/conversation-list'
import { Button } from '../ui/button'
import { LoadingBars } from '../ui/loading-bars'
import { onDemand } from '../ui/on-demand'
import type { RowsProps } from './conversation-rows'
import { toListRows } from './list-rows'

const MINUTE_MS = 60_000

/** A list without rows needs none of it. */
const Rows = onDemand<RowsProps>(
  async () => (await import('./conversation-rows')).ConversationRows,
  () => <Loading count={4} />,
)

interface Props {
  /** What scrolls around the list. */
  scroller: RefObject<HTMLElement | null>
  onNavigate?: (() => void) | undefined
}

/** All conversations, pinned ones first, then the last changed, under their days; only those in view are drawn. */
export function ConversationList({ scroller, onNavigate }: Props) {
  const t = useTranslations('sidebar')
  const now = useNow({ updateInterval: MINUTE_MS })
  const query = useInfiniteQuery(conversationsQuery())
  const { data, isError, isFetching, refetch } = query
  const rows = useMemo(() => toListRows(data ?? [], now), [data, now])

  if (data === undefined && isError)
    return <Failed text={t('loadFailed')} isBusy={isFetching} onRetry={() => void refetch()} />
  if (data === undefined) return <Loading count={4} />
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
      {isFetchingNextPage && <Loading count={2} />}
      {isFetchNextPageError && (
        <Failed text={t('loadFailed')} isBusy={isFetching} onRetry={() => void fetchNextPage()} />
      )}
    </>
  )
}

function Loading({ count }: { count: number }) {
  const common = useTranslations('common')
  return (
    <div className="px-2 py-1">
      <LoadingBars count={count} label={common('loading')} />
    </div>
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
