import {
  type InfiniteData,
  infiniteQueryOptions,
  keepPreviousData,
  type QueryClient,
} from '@tanstack/react-query'
import type { ConversationSummary } from '@/lib/domain/conversation'
import {
  type ConversationPage,
  compareListed,
  type ListedConversation,
  MAX_IDS,
} from '@/lib/domain/conversation-list'
import { api } from '../api'

type Pages = InfiniteData<ConversationPage, string | null>

const KEY = 'conversations'

/**
 * The conversations, page by page, pinned ones first; or those whose title has the words of a
 * search. The live connection says when the list is stale; a search is asked for anew each time.
 */
export function conversationsQuery(search = '') {
  return infiniteQueryOptions({
    queryKey: [KEY, search],
    queryFn: ({ signal, pageParam }) => {
      const query = new URLSearchParams()
      if (search !== '') query.set('q', search)
      if (pageParam !== null) query.set('cursor', pageParam)
      return api<ConversationPage>(`/api/conversations?${query}`, { signal })
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page: ConversationPage) => page.nextCursor,
    select: search === '' ? inOrder : flatten,
    staleTime: search === '' ? Number.POSITIVE_INFINITY : 0,
    ...(search === '' ? {} : { placeholderData: keepPreviousData }),
  })
}

function flatten({ pages }: Pages): ListedConversation[] {
  const byId = new Map(pages.flatMap((page) => page.conversations.map((one) => [one.id, one])))
  return [...byId.values()]
}

/** What has moved since its page came stands where it belongs now. */
function inOrder(pages: Pages): ListedConversation[] {
  return flatten(pages).sort(compareListed)
}

/** A conversation as some list or search has it. */
export function findListed(client: QueryClient, id: string): ListedConversation | undefined {
  const lists = client.getQueriesData<Pages>({ queryKey: [KEY] })
  return lists
    .flatMap(([, data]) => data?.pages ?? [])
    .flatMap((page) => page.conversations)
    .find((one) => one.id === id)
}

/** Puts a conversation's new state into the list, in its place, and into the searches that have it. */
export function putListed(
  client: QueryClient,
  fresh: ConversationSummary & { isRunning?: boolean },
): void {
  const { id, kind, title, createdAt, updatedAt, pinnedAt } = fresh
  if (kind === 'column') return
  if (kind === 'comparison') {
    // Its own caches hold the same; the keys are those of queries that import this.
    for (const key of ['comparison', 'conversation']) {
      client.setQueryData<ConversationSummary>([key, id], (known) =>
        known === undefined ? known : { ...known, title, updatedAt, pinnedAt },
      )
    }
  }
  change(client, (data, isSearch) => {
    const known = flatten(data).find((one) => one.id === id)
    const isRunning = fresh.isRunning ?? known?.isRunning ?? false
    const item = { id, kind, title, createdAt, updatedAt, pinnedAt, isRunning }
    if (known !== undefined) return mapPages(data, (one) => (one.id === id ? item : one))
    // What lies beyond the pages that are here comes with its page.
    const last = data.pages.at(-1)
    const end = inOrder(data).at(-1)
    const isBeyond = last?.nextCursor != null && end !== undefined && compareListed(item, end) > 0
    return isSearch || isBeyond ? data : addToFirst(data, item)
  })
}

/** Takes a conversation out of the list and of every search. */
export function dropListed(client: QueryClient, id: string): void {
  change(client, (data) => mapPages(data, (one) => (one.id === id ? null : one)))
}

/** An answer of it has ended. */
export function markEnded(client: QueryClient, id: string): void {
  change(client, (data) =>
    mapPages(data, (one) => (one.id === id && one.isRunning ? { ...one, isRunning: false } : one)),
  )
}

/** Asks the server how these conversations are now. */
export async function refreshListed(client: QueryClient, ids: readonly string[]): Promise<void> {
  if (client.getQueryData([KEY, '']) === undefined) return
  const asked = ids.slice(0, MAX_IDS)
  if (asked.length < ids.length) return client.invalidateQueries({ queryKey: [KEY] })
  try {
    const path = `/api/conversations?ids=${asked.join(',')}`
    const { conversations } = await api<ConversationPage>(path)
    for (const fresh of conversations) putListed(client, fresh)
    const listed = new Set(conversations.map(({ id }) => id))
    for (const id of asked) if (!listed.has(id)) dropListed(client, id)
  } catch {
    await client.invalidateQueries({ queryKey: [KEY] })
  }
}

type Update = (data: Pages, isSearch: boolean) => Pages

/** A page that is on its way would bring the lists back as they were: then it is done again. */
function change(client: QueryClient, update: Update): void {
  for (const query of client.getQueryCache().findAll({ queryKey: [KEY] })) {
    const isSearch = query.queryKey[1] !== ''
    const apply = () => {
      client.setQueryData<Pages>(query.queryKey, (data) => data && update(data, isSearch))
    }
    apply()
    if (query.state.fetchStatus === 'fetching') query.promise?.then(apply, () => {})
  }
}

type Change = (one: ListedConversation) => ListedConversation | null

function mapPages(data: Pages, to: Change): Pages {
  const pages = data.pages.map((page) => ({
    ...page,
    conversations: page.conversations.flatMap((one) => to(one) ?? []),
  }))
  return { ...data, pages }
}

function addToFirst(data: Pages, item: ListedConversation): Pages {
  const [first, ...rest] = data.pages
  if (first === undefined) return data
  return { ...data, pages: [{ ...first, conversations: [item, ...first.conversations] }, ...rest] }
}
