import {
  type InfiniteData,
  infiniteQueryOptions,
  keepPreviousData,
  type QueryClient,
  queryOptions,
} from '@tanstack/react-query'
import type { LiveEvent } from '@/lib/domain/live'
import {
  compareRuns,
  matchesFilter,
  type RunFilter,
  type RunOverview,
  type RunPage,
  type RunSummary,
  stateOf,
} from '@/lib/domain/run-list'
import { midnight, type RunView, toFilter } from '@/lib/domain/run-view'
import { api } from '../api'
import { rawRunQuery } from './raw-run'
import { runQuery } from './runs'

type Pages = InfiniteData<RunPage, string | null>

const KEY = 'runs'
const OVERVIEW_KEY = 'runs-overview'
/** The sums and an opened live run are read again no sooner than this, ms. */
const REST_MS = 2000

/** The runs that a view shows, page by page, the newest first. The feed keeps it current. */
export function runListQuery(view: RunView) {
  return infiniteQueryOptions({
    queryKey: [KEY, view],
    queryFn: ({ signal, pageParam }) => fetchPage(view, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page: RunPage) => page.nextCursor,
    select: flatten,
    staleTime: 0,
    placeholderData: keepPreviousData,
  })
}

/** Sums of today, and what the filters can ask for. */
export function runOverviewQuery() {
  return queryOptions({
    queryKey: [OVERVIEW_KEY],
    queryFn: ({ signal }) =>
      api<RunOverview>(`/api/runs/overview?since=${midnight(new Date(), 0)}`, { signal }),
    staleTime: REST_MS,
  })
}

function fetchPage(view: RunView, cursor: string | null, signal?: AbortSignal): Promise<RunPage> {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(toFilter(view, new Date()))) {
    query.set(name, String(value))
  }
  if (cursor !== null) query.set('cursor', cursor)
  return api<RunPage>(`/api/runs?${query}`, signal === undefined ? {} : { signal })
}

function flatten({ pages }: Pages): RunSummary[] {
  const byId = new Map(pages.flatMap((page) => page.runs.map((run) => [run.id, run])))
  return [...byId.values()].sort(compareRuns)
}

/** Puts what the feed tells into the lists, and reads again what it does not tell. */
export function takeFeed(
  client: QueryClient,
  { runs, isAll }: Extract<LiveEvent, { type: 'feed' }>,
): void {
  for (const { queryKey, view } of listsOf(client)) {
    const filter = toFilter(view, new Date())
    client.setQueryData<Pages>(queryKey, (data) => data && putRuns(data, runs, filter))
  }
  for (const { id, endedAt } of runs) {
    soon(client, runQuery(id).queryKey, endedAt !== null)
    soon(client, rawRunQuery(id).queryKey, endedAt !== null)
  }
  soon(client, [OVERVIEW_KEY])
  if (!isAll) later('lists', () => refreshRuns(client))
}

/** Reads the first pages of the lists in view again: those that the feed did not tell may be missing. */
export function refreshRuns(client: QueryClient): void {
  for (const { queryKey, view } of listsOf(client)) void refreshList(client, queryKey, view)
  void client.invalidateQueries({ queryKey: [OVERVIEW_KEY] })
}

async function refreshList(
  client: QueryClient,
  queryKey: readonly unknown[],
  view: RunView,
): Promise<void> {
  const page = await fetchPage(view, null).catch(() => null)
  if (page === null) return client.invalidateQueries({ queryKey })
  const known = client.getQueryData<Pages>(queryKey)
  if (known === undefined) return
  const rows = flatten(known)
  const last = page.runs.at(-1)
  const isJoined = page.nextCursor === null || rows.some(({ id }) => id === last?.id)
  const fresh = new Set(page.runs.map(({ id }) => id))
  const isForgotten = rows.some((run) => stateOf(run) === 'live' && !fresh.has(run.id))
  const filter = toFilter(view, new Date())
  client.setQueryData<Pages>(
    queryKey,
    isJoined && !isForgotten
      ? putRuns(known, page.runs, filter)
      : { pages: [page], pageParams: [null] },
  )
}

interface List {
  queryKey: readonly unknown[]
  view: RunView
}

/** The lists in view; any other is read anew when it is looked at. */
function listsOf(client: QueryClient): List[] {
  const queries = client.getQueryCache().findAll({ queryKey: [KEY], type: 'active' })
  // Only runListQuery has such keys.
  return queries.map(({ queryKey }) => ({ queryKey, view: queryKey[1] as RunView }))
}

/** New rows where they belong, changed ones in place; what the filter no longer has goes. */
function putRuns(data: Pages, runs: readonly RunSummary[], filter: RunFilter): Pages {
  const byId = new Map(runs.map((run) => [run.id, run]))
  const known = new Set<string>()
  const pages = data.pages.map((page) => ({
    ...page,
    runs: page.runs.flatMap((row) => {
      known.add(row.id)
      const run = byId.get(row.id) ?? row
      return run === row || matchesFilter(run, filter) ? [run] : []
    }),
  }))
  const last = pages.at(-1)
  const end = last?.runs.at(-1)
  // What lies beyond the pages that are here comes with its page.
  const isHere = (run: RunSummary) =>
    last?.nextCursor === null || end === undefined || compareRuns(run, end) < 0
  const added = runs.filter(
    (run) => !known.has(run.id) && matchesFilter(run, filter) && isHere(run),
  )
  const [first, ...rest] = pages
  if (first === undefined || added.length === 0) return { ...data, pages }
  return { ...data, pages: [{ ...first, runs: [...added, ...first.runs] }, ...rest] }
}

const waiting = new Map<string, ReturnType<typeof setTimeout>>()

/** Does a thing a moment later, once however often it is asked for meanwhile. */
function later(name: string, act: () => void): void {
  if (waiting.has(name)) return
  const timer = setTimeout(() => {
    waiting.delete(name)
    act()
  }, REST_MS)
  waiting.set(name, timer)
}

/** Reads again what is in view, at once if it is long since or if it will not change again. */
function soon(client: QueryClient, queryKey: readonly unknown[], isFinal = false): void {
  const query = client.getQueryCache().find({ queryKey, type: 'active' })
  if (query === undefined) return
  const act = () => void client.invalidateQueries({ queryKey })
  if (isFinal || Date.now() - query.state.dataUpdatedAt > REST_MS) act()
  else later(JSON.stringify(queryKey), act)
}
