import type { QueryClient } from '@tanstack/react-query'
import {
  type ChatSettings,
  type Conversation,
  type Message,
  pathTo,
} from '@/lib/domain/conversation'
import { newId } from '@/lib/domain/ids'
import {
  branchOf,
  isUnchanged,
  toWritten,
  type WrittenTurn,
  writableTurns,
} from '@/lib/domain/written-turns'
import { showAt } from './outgoing'
import { headMoved } from './queries/chosen-head'
import { conversationQuery } from './queries/conversations'
import { fetchAgain, postTurns } from './queries/turns'
import { getStoredDraft, setDraft } from './stores/drafts'
import { isLive } from './stores/live-runs'

/**
 * Brings the turns of the branch in view up to be written anew, or those that somebody has begun with.
 * Not while an answer arrives: it would be missing among them.
 */
export function openWritten(client: QueryClient, conversationId: string | null): void {
  if (isLive(conversationId)) return
  const { written } = getStoredDraft(conversationId)
  const conversation = cached(client, conversationId)
  const headId = conversation?.headId ?? null
  if (written !== null && !isOutdated(conversation, written.headId, written.turns)) {
    setDraft(conversationId, { written: { ...written, isOpen: true } })
    return
  }
  const turns = branchTo(conversation, headId).map(toWritten)
  const fresh = { headId, turns, newId: newId(), posted: null, isOpen: true }
  setDraft(conversationId, { written: fresh })
}

/** Puts the turns away: they are kept if somebody has changed something. */
export function closeWritten(client: QueryClient, conversationId: string | null): void {
  const { written } = getStoredDraft(conversationId)
  if (written === null) return
  const before = branchTo(cached(client, conversationId), written.headId)
  const isKept = !isUnchanged(before, written.turns)
  setDraft(conversationId, { written: isKept ? { ...written, isOpen: false } : null })
}

/** Changes the turns that are being written. */
export function changeWritten(conversationId: string | null, turns: readonly WrittenTurn[]): void {
  const { written } = getStoredDraft(conversationId)
  if (written === null) return
  setDraft(conversationId, { written: { ...written, turns: [...turns], posted: null } })
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
  const { parentId, turns } = branchOf(before, written.turns)
  // The same ids as long as nothing was changed: what has arrived unseen is not stored twice.
  const ids = written.posted ?? turns.map(() => newId())
  setDraft(conversationId, { written: { ...written, posted: ids } })
  await headMoved(id)
  const named = turns.map((turn, index) => ({ ...turn, id: ids[index] ?? newId() }))
  await postTurns(id, { parentId, turns: named, settings })
  const now = getStoredDraft(conversationId).written
  // What was written on since is not saved with it.
  const isLeft = now !== null && now.turns !== written.turns
  // The new conversation is one by now: what is left is for another.
  const isOpen = isLeft && now.isOpen && conversationId !== null
  const left = isLeft ? { ...now, posted: null, newId: newId(), isOpen } : null
  setDraft(conversationId, { written: left, ...(conversationId === null && { settings: null }) })
  if (conversationId === null) showAt(null, id)
  else await fetchAgain(client, id)
}

/** True for turns of a branch that is gone, and for those that nobody has changed where the branch went on. */
function isOutdated(
  conversation: Conversation | undefined,
  headId: string | null,
  turns: readonly WrittenTurn[],
): boolean {
  if (conversation === undefined || headId === null) return false
  if (!conversation.messages.some(({ id }) => id === headId)) return true
  return headId !== conversation.headId && isUnchanged(branchTo(conversation, headId), turns)
}

function cached(client: QueryClient, id: string | null): Conversation | undefined {
  return id === null ? undefined : client.getQueryData(conversationQuery(id).queryKey)
}
