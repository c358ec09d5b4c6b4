import type { QueryClient } from '@tanstack/react-query'
import type { CallAct, ToolCall } from '@/lib/domain/tools/call'
import { api } from '../api'
import { changeCached, conversationQuery } from './conversations'
import { fetchAgain } from './turns'

type Place = Pick<ToolCall, 'conversationId' | 'messageId'>

interface Answer {
  calls: ToolCall[]
}

/** Says what becomes of a call. */
export async function actOnCall(
  client: QueryClient,
  { conversationId, messageId, id }: Place & Pick<ToolCall, 'id'>,
  act: CallAct,
): Promise<void> {
  const path = `/api/conversations/${conversationId}/turns/${messageId}/calls/${encodeURIComponent(id)}`
  const before = knownCalls(client, conversationId)
  const { calls } = await api<Answer>(path, { method: 'POST', body: act })
  // What has gone back comes with its turn.
  if (calls.some(({ resultMessageId }) => resultMessageId !== null))
    return fetchAgain(client, conversationId)
  // What the live connection has told since then is newer.
  if (knownCalls(client, conversationId) !== before) return
  putCalls(client, { conversationId, messageId }, calls)
}

/** Stops what runs or waits in a conversation's tool loop. */
export async function stopCalls(client: QueryClient, conversationId: string): Promise<void> {
  const path = `/api/conversations/${conversationId}/calls/stop`
  const before = knownCalls(client, conversationId)
  const { calls } = await api<Answer>(path, { method: 'POST' })
  if (knownCalls(client, conversationId) !== before) return
  changeCached(client, conversationId, (known) => ({ ...known, toolCalls: calls }))
}

function knownCalls(client: QueryClient, conversationId: string) {
  return client.getQueryData(conversationQuery(conversationId).queryKey)?.toolCalls
}

/** Puts the calls of a turn in place of those that are cached. */
export function putCalls(client: QueryClient, place: Place, calls: readonly ToolCall[]): void {
  const { conversationId, messageId } = place
  changeCached(client, conversationId, (known) => {
    const others = known.toolCalls.filter((call) => call.messageId !== messageId)
    return { ...known, toolCalls: [...others, ...calls] }
  })
}
