import { type QueryClient, useQuery } from '@tanstack/react-query'
import type { Conversation, Message } from '@/lib/domain/conversation'
import { type PatchMark, type RunMark, withMark } from '@/lib/domain/run-mark'
import { isApiError } from '@/lib/wire/errors'
import { api } from './api'
import { changeCached, conversationQuery } from './queries/conversations'
import { fetchAgain } from './queries/turns'
import { setDraft } from './stores/drafts'

const TIMEOUT_MS = 15_000

/** What a person thinks of an answer in a conversation; null where nobody said so. */
export function useMark(conversationId: string, runId: string): RunMark | null {
  const query = {
    ...conversationQuery(conversationId),
    select: ({ marks }: Conversation) => marks.find((mark) => mark.runId === runId) ?? null,
  }
  return useQuery(query).data ?? null
}

/**
 * Says what one thinks of an answer: shown at once, and taken back with a note where the server
 * refuses. Answers whether it is kept.
 */
export async function markAnswer(
  client: QueryClient,
  { conversationId, runId }: Pick<Message, 'conversationId' | 'runId'>,
  patch: PatchMark,
): Promise<boolean> {
  if (runId === null) return false
  setDraft(conversationId, { failure: null })
  await client.cancelQueries({ queryKey: conversationQuery(conversationId).queryKey })
  changeCached(client, conversationId, (known) => ({
    ...known,
    marks: withMark(known.marks, runId, patch),
  }))
  try {
    const path = `/api/runs/${runId}/mark`
    await api<RunMark>(path, { method: 'PATCH', body: patch, timeoutMs: TIMEOUT_MS })
    return true
  } catch (error) {
    if (!isApiError(error)) throw error
    setDraft(conversationId, { failure: { act: 'mark', error } })
    await fetchAgain(client, conversationId)
    return false
  }
}
