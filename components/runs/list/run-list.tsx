import { useInfiniteQuery } from '@tanstack/react-query'
import { ArrowUp } from 'lucide-react'
import { type RefObject, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useFormatter, useNow, useTranslations } from 'use-intl'
import { Virtualizer } from 'virtua'
import { runListQuery } from '@/lib/client/queries/run-list'
import { runPath, useRunView } from '@/lib/client/use-run-view'
import { compareRuns, type RunSummary } from '@/lib/domain/run-list'
import { isFiltered, type RunView } from '@/lib/domain/run-view'
import { Button } from '../../ui/button'
import { LoadingBars } from '../../ui/loading-bars'
import { useVirtualRows } from '../../ui/use-virtual-rows'
import { toListRows } from './list-rows'
import { NoRuns } from './no-runs'
import { RunRow } from './run-row'

const MINUTE_MS = 60_000
/** Further down than this the list is not moved by what is new, px. */
const AT_TOP = 4

/** The runs that the address asks for, the newest first; only those in view are drawn. */
export function RunList() {
  const t = useTranslations('runs')
  const common = useTranslations('common')
  const scroller = useRef<HTMLDivElement>(null)
  const { view } = useRunView()
  const query = useInfiniteQuery(runListQuery(view))
  const { data, isError, isFetching, isFetchingNextPage, isFetchNextPageError, refetch } = query
  const { shown, held, onScroll, showHeld } = useHeldBack(data, view, scroller)
  const isIdle = !isFetchingNextPage && !isFetchNextPageError
  const more = () => {
    if (query.hasNextPage && isIdle) void query.fetchNextPage()
  }
  if (data === undefined) {
    return (
      <div className="px-8 pt-3">
        {isError ? (
          <Failed isBusy={isFetching} onRetry={() => void refetch()} />
        ) : (
          <LoadingBars count={6} label={common('loading')} />
        )}
      </div>
    )
  }
  const isSearching = query.hasNextPage && isIdle
  return (
    <div className="relative flex min-h-0 flex-1 flex-col">
      {held > 0 && (
        <div className="absolute top-1 right-0 left-0 z-10 flex justify-center">
          <Button
            onClick={showHeld}
            className="bg-raised shadow-float"
            icon={<ArrowUp aria-hidden size={14} strokeWidth={1.5} />}
          >
            {t('newRuns', { count: held })}
          </Button>
        </div>
      )}
      <div
        ref={scroller}
        onScroll={onScroll}
        className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-2 pb-2"
      >
        {data.length === 0 && !isSearching && !isFetchingNextPage && (
          <NoRuns isFiltered={isFiltered(view)} />
        )}
        <Rows runs={shown} scroller={scroller} onNearEnd={more} />
        {(isFetchingNextPage || (data.length === 0 && isSearching)) && (
          <div className="px-3 py-1">
            <LoadingBars count={2} label={t('searching')} />
          </div>
        )}
        {isFetchNextPageError && (
          <div className="px-3">
            <Failed isBusy={isFetching} onRetry={() => void query.fetchNextPage()} />
          </div>
        )}
      </div>
    </div>
  )
}

/** While the list is scrolled down, what is new waits above it and is counted. */
function useHeldBack(
  data: readonly RunSummary[] | undefined,
  view: RunView,
  scroller: RefObject<HTMLDivElement | null>,
) {
  const [left, setLeft] = useState<{ top: RunSummary; view: RunView } | null>(null)
  const runs = data ?? []
  // Another view begins at its top.
  const top = left?.view === view ? left.top : null
  useEffect(() => {
    if (view !== undefined) scroller.current?.scrollTo({ top: 0 })
  }, [view, scroller])
  const held = top === null ? 0 : runs.filter((run) => compareRuns(run, top) < 0).length
  const shown = useMemo(() => (data ?? []).slice(held), [data, held])
  return {
    held,
    shown,
    onScroll: () => {
      const isDown = (scroller.current?.scrollTop ?? 0) > AT_TOP
      const [first] = runs
      if (isDown && top === null && first !== undefined) setLeft({ top: first, view })
      if (!isDown && left !== null) setLeft(null)
    },
    showHeld: () => {
      setLeft(null)
      scroller.current?.scrollTo({ top: 0 })
    },
  }
}

interface RowsProps {
  runs: readonly RunSummary[]
  scroller: RefObject<HTMLDivElement | null>
  onNearEnd: () => void
}

function Rows({ runs, scroller, onNearEnd }: RowsProps) {
  const { id, view, open } = useRunView()
  const now = useNow({ updateInterval: MINUTE_MS })
  const rows = useMemo(() => toListRows(runs, now), [runs, now])
  const ids = useMemo(() => rows.map((row) => ('day' in row ? null : row.key)), [rows])
  const focus = useVirtualRows({ ids, scroller, current: id, onNearEnd })
  const { move, onFocus } = focus
  // Rows are drawn again only where they change.
  const latest = useRef(move)
  useEffect(() => {
    latest.current = move
  })
  const onMove = useCallback((key: string) => latest.current(key), [])
  return (
    <Virtualizer {...focus.virtualizer} itemSize={32} data={rows}>
      {(row, index) =>
        'day' in row ? (
          <Day key={row.key} day={row.day} />
        ) : (
          <RunRow
            key={row.key}
            run={row.run}
            href={runPath(row.run.id, view)}
            isCurrent={row.run.id === id}
            isTabStop={index === focus.index}
            onOpen={open}
            onFocus={onFocus}
            onMove={onMove}
          />
        )
      }
    </Virtualizer>
  )
}

function Day({ day }: { day: number }) {
  const format = useFormatter()
  return (
    <h2 className="px-3 pt-3 pb-1 text-ink-3 text-small">
      {format.dateTime(day, { weekday: 'long', day: 'numeric', month: 'long' })}
    </h2>
  )
}

function Failed({ isBusy, onRetry }: { isBusy: boolean; onRetry: () => void }) {
  const t = useTranslations('runs')
  const common = useTranslations('common')
  return (
    <div role="alert" className="text-ink-3 text-small">
      <p>{t('loadFailed')}</p>
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
