import { type QueryClient, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type {
  Conversation,
  ConversationSummary,
  PatchConversation,
} from '@/lib/domain/conversation'
import { type PackedConversation, unpackConversation } from '@/lib/domain/packed-conversation'
import { isApiError } from '@/lib/wire/errors'
import { api } from '../api'
import { chosenHead } from './chosen-head'
import { conversationsQuery, dropListed, findListed, putListed } from './conversation-list'

/** One conversation with its tree and runs. The live connection says when it is stale. */
export function conversationQuery(id: string) {
  return queryOptions({
    queryKey: ['conversation', id],
    queryFn: async ({ signal }) => {
      const packed = await api<PackedConversation>(`/api/conversations/${id}`, { signal })
      const conversation = unpackConversation(packed)
      const headId = chosenHead(id) ?? conversation.headId
      return { ...conversation, headId }
    },
    staleTime: Number.POSITIVE_INFINITY,
  })
}

/** True when the server says that it has no such conversation. */
export async function isMissing(id: string): Promise<boolean> {
  try {
    await api(`/api/conversations/${id}`)
    return false
  } catch (error) {
    return isApiError(error) && error.status === 404
  }
}

/** What this tab has deleted itself: it need not ask the server to learn that it is gone. */
const deletedHere = new Set<string>()

/** True for a conversation that this tab has deleted and not brought back. */
export function wasDeletedHere(id: string): boolean {
  return deletedHere.has(id)
}

/**
 * Changes what is cached of a conversation by something that was told of it. What is known to be out of
 * date stays so: it is fetched again when somebody looks, whatever else was told meanwhile.
 */
export function changeCached(
  client: QueryClient,
  id: string,
  change: (known: Conversation) => Conversation,
): void {
  putCached(client, id, (known) => (known === undefined ? known : change(known)))
}

/** The same, also where nothing is cached yet. */
export function putCached(
  client: QueryClient,
  id: string,
  change: (known: Conversation | undefined) => Conversation | undefined,
): void {
  const { queryKey } = conversationQuery(id)
  const isOutdated = client.getQueryState(queryKey)?.isInvalidated === true
  client.setQueryData(queryKey, change)
  // To put data would say that it is fresh.
  if (isOutdated) void client.invalidateQueries({ queryKey, refetchType: 'none' })
}

/** Puts a conversation's summary into the list and, if it is cached, into the conversation. */
export function putSummary(client: QueryClient, summary: ConversationSummary): void {
  const { id, title, updatedAt, pinnedAt } = summary
  putListed(client, summary)
  changeCached(client, id, (known) => ({ ...known, title, updatedAt, pinnedAt }))
}

const patch = (id: string, body: PatchConversation) =>
  api<ConversationSummary>(`/api/conversations/${id}`, { method: 'PATCH', body })

/** The key under which failures of the changes below are found, with the act as its second part. */
export const CHANGE_KEY = 'change-conversation'
export type ChangeAct = 'change' | 'delete' | 'restore'
const keyOf = (act: ChangeAct) => [CHANGE_KEY, act] as const

type Change = { id: string; title: string } | { id: string; pinned: boolean }

/** Renames or pins a conversation; it shows at once and is taken back if the server refuses. */
export function useChangeConversation() {
  const client = useQueryClient()
  return useMutation({
    mutationKey: keyOf('change'),
    mutationFn: ({ id, ...body }: Change) => patch(id, body),
    onMutate: (change) => {
      const { id } = change
      const known = findListed(client, id) ?? client.getQueryData(conversationQuery(id).queryKey)
      if (known === undefined) return
      const next =
        'title' in change
          ? { title: change.title }
          : { pinnedAt: change.pinned ? Date.now() : null }
      putSummary(client, { ...known, ...next })
      return known
    },
    onSuccess: (summary) => putSummary(client, summary),
    onError: (_error, _variables, known) => {
      if (known !== undefined) putSummary(client, known)
    },
  })
}

/** One after the other: what takes a delete back never overtakes it. */
const DELETION = { id: 'conversation-deletion' }

/** Deletes a conversation; it leaves the list at once. {@link useRestoreConversation} undoes it. */
export function useDeleteConversation() {
  const client = useQueryClient()
  return useMutation({
    mutationKey: keyOf('delete'),
    scope: DELETION,
    mutationFn: (id: string) => api<void>(`/api/conversations/${id}`, { method: 'DELETE' }),
    onMutate: (id) => {
      deletedHere.add(id)
      dropListed(client, id)
      // A fetch under way would come too late and find nothing.
      return client.cancelQueries({ queryKey: conversationQuery(id).queryKey })
    },
    onError: (_error, id) => {
      deletedHere.delete(id)
      return client.invalidateQueries({ queryKey: conversationsQuery().queryKey })
    },
  })
}

/** Takes a delete back. */
export function useRestoreConversation() {
  const client = useQueryClient()
  return useMutation({
    mutationKey: keyOf('restore'),
    scope: DELETION,
    mutationFn: (id: string) => patch(id, { deleted: false }),
    onSuccess: (summary) => {
      deletedHere.delete(summary.id)
      putSummary(client, summary)
      return client.invalidateQueries({ queryKey: conversationQuery(summary.id).queryKey })
    },
  })
}
