import type { QueryClient } from '@tanstack/react-query'
import {
  type ChatSettings,
  type Conversation,
  type Message,
  pathTo,
} from '@/lib/domain/conversation'
import { newId } from '@/lib/domain/ids'
import { branchOf, toWritten, writableTurns } from '@/lib/domain/written-turns'
import { showAt } from './outgoing'
import { headMoved } from './queries/chosen-head'
import { conversationQuery } from './queries/conversations'
import { postTurns } from './queries/turns'
import { getStoredDraft, setDraft } from './stores/drafts'

/** Brings the turns of the branch in view up to be written anew, or those that somebody has begun with. */
export function openWritten(client: QueryClient, conversationId: string | null): void {
  const { written } = getStoredDraft(conversationId)
  const conversation = cached(client, conversationId)
  const headId = conversation?.headId ?? null
  const turns = branchTo(conversation, headId).map(toWritten)
  setDraft(conversationId, {
    written: { ...(written ?? { headId, turns, newId: newId() }), isOpen: true },
  })
}

/** The turns that `headId` ends, as they were before somebody wrote on them. */
export function branchTo(conversation: Conversation | undefined, headId: string | null): Message[] {
  if (conversation === undefined) return []
  const runs = new Map(conversation.runs.map((run) => [run.id, run]))
  return writableTurns(pathTo(conversation.messages, headId), runs)
}

/**
 * Makes a branch of what is written, and brings it into view: nothing that is there changes. From the
 * new conversation it makes one. Throws what the server says; then everything stays as it is.
 */
export async function saveWritten(
  client: QueryClient,
  conversationId: string | null,
  settings: ChatSettings,
): Promise<void> {
  const { written } = getStoredDraft(conversationId)
  if (written === null) return
  const id = conversationId ?? written.newId
  const before = branchTo(cached(client, conversationId), written.headId)
  await headMoved(id)
  await postTurns(id, { ...branchOf(before, written.turns), settings })
  await client.fetchQuery({ ...conversationQuery(id), staleTime: 0 })
  setDraft(conversationId, {
    written: null,
    ...(conversationId === null ? { settings: null } : {}),
  })
  if (conversationId === null) showAt(null, id)
}

function cached(client: QueryClient, id: string | null): Conversation | undefined {
  return id === null ? undefined : client.getQueryData(conversationQuery(id).queryKey)
}
