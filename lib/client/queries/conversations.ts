import { type QueryClient, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { Conversation, ConversationSummary } from '@/lib/domain/conversation'
import { api } from '../api'

/** All conversations, newest first. The live connection says when it is stale. */
export function conversationsQuery() {
  return queryOptions({
    queryKey: ['conversations'],
    queryFn: async ({ signal }) => {
      const answer = await api<{ conversations: ConversationSummary[] }>('/api/conversations', {
        signal,
      })
      return answer.conversations
    },
    staleTime: Number.POSITIVE_INFINITY,
  })
}

/** One conversation with its tree and runs. The live connection says when it is stale. */
export function conversationQuery(id: string) {
  return queryOptions({
    queryKey: ['conversation', id],
    queryFn: ({ signal }) => api<Conversation>(`/api/conversations/${id}`, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  })
}

/** Puts a conversation's summary into the list and, if it is cached, into the conversation. */
export function putSummary(client: QueryClient, summary: ConversationSummary): void {
  const { id, title, createdAt, updatedAt } = summary
  client.setQueryData(conversationsQuery().queryKey, (list) =>
    list === undefined
      ? list
      : [{ id, title, createdAt, updatedAt }, ...list.filter((item) => item.id !== id)].sort(
          (a, b) => b.updatedAt - a.updatedAt,
        ),
  )
  client.setQueryData(conversationQuery(id).queryKey, (conversation) =>
    conversation === undefined ? conversation : { ...conversation, title, updatedAt },
  )
}

function dropSummary(client: QueryClient, id: string): void {
  client.setQueryData(conversationsQuery().queryKey, (list) =>
    list?.filter((conversation) => conversation.id !== id),
  )
}

const patch = (id: string, body: { title?: string; deleted?: boolean }) =>
  api<ConversationSummary>(`/api/conversations/${id}`, { method: 'PATCH', body })

/** Renames a conversation; the new title shows at once and is taken back if the server refuses. */
export function useRenameConversation() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ id, title }: { id: string; title: string }) => patch(id, { title }),
    onMutate: ({ id, title }) => {
      const known = client
        .getQueryData(conversationsQuery().queryKey)
        ?.find((item) => item.id === id)
      if (known !== undefined) putSummary(client, { ...known, title })
      return known
    },
    onSuccess: (summary) => putSummary(client, summary),
    onError: (_error, _variables, known) => {
      if (known !== undefined) putSummary(client, known)
    },
  })
}

/** Deletes a conversation; it leaves the list at once. {@link useRestoreConversation} undoes it. */
export function useDeleteConversation() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => api<void>(`/api/conversations/${id}`, { method: 'DELETE' }),
    onMutate: (id) => dropSummary(client, id),
    onError: () => client.invalidateQueries({ queryKey: conversationsQuery().queryKey }),
  })
}

/** Takes a delete back. */
export function useRestoreConversation() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => patch(id, { deleted: false }),
    onSuccess: (summary) => {
      putSummary(client, summary)
      return client.invalidateQueries({ queryKey: conversationQuery(summary.id).queryKey })
    },
  })
}
