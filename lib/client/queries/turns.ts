import type { QueryClient } from '@tanstack/react-query'
import type { Message } from '@/lib/domain/conversation'
import { headWithout, subtreeOf } from '@/lib/domain/tree'
import type { WriteTurns } from '@/lib/domain/written-turns'
import { api } from '../api'
import { chooseHead, headMoved } from './chosen-head'
import { changeCached, conversationQuery } from './conversations'

const TIMEOUT_MS = 15_000

/** Brings the branch that ends at a turn into view: here at once, at the server and in other tabs soon. */
export async function moveHead(
  client: QueryClient,
  conversationId: string,
  headId: string,
): Promise<void> {
  changeCached(client, conversationId, (known) => ({ ...known, headId }))
  const path = `/api/conversations/${conversationId}`
  await chooseHead(conversationId, headId, (chosen) =>
    api(path, { method: 'PATCH', body: { headId: chosen }, timeoutMs: TIMEOUT_MS }),
  )
}

/** Takes a turn and all under it out of the tree. {@link restoreTurn} undoes it. */
export async function deleteTurn(client: QueryClient, turn: Message): Promise<void> {
  const { id, conversationId } = turn
  await headMoved(conversationId)
  await client.cancelQueries({ queryKey: conversationQuery(conversationId).queryKey })
  changeCached(client, conversationId, (known) => {
    const gone = subtreeOf(known.messages, id)
    const messages = known.messages.filter((message) => !gone.has(message.id))
    const isInside = known.headId !== null && gone.has(known.headId)
    return { ...known, messages, headId: isInside ? headWithout(messages, turn) : known.headId }
  })
  await patch(turn, true)
}

/** Takes a delete back. */
export async function restoreTurn(client: QueryClient, turn: Message): Promise<void> {
  await patch(turn, false)
  await fetchAgain(client, turn.conversationId)
}

/** Stores a branch of turns that no run writes. */
export async function postTurns(conversationId: string, body: WriteTurns): Promise<void> {
  const path = `/api/conversations/${conversationId}/turns`
  await api(path, { method: 'POST', body, timeoutMs: TIMEOUT_MS })
}

/** What is shown may not be what the server has: it is fetched. */
export function fetchAgain(client: QueryClient, conversationId: string): Promise<void> {
  return client.invalidateQueries({ queryKey: conversationQuery(conversationId).queryKey })
}

async function patch({ id, conversationId }: Message, deleted: boolean): Promise<void> {
  const path = `/api/conversations/${conversationId}/turns/${id}`
  await api(path, { method: 'PATCH', body: { deleted }, timeoutMs: TIMEOUT_MS })
}
