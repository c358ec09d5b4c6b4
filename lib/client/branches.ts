import type { QueryClient } from '@tanstack/react-query'
import type { Message } from '@/lib/domain/conversation'
import { latestLeaf, siblingsOf, subtreeOf } from '@/lib/domain/tree'
import { isApiError } from '@/lib/wire/errors'
import { conversationQuery } from './queries/conversations'
import { deleteTurn, fetchAgain, moveHead, restoreTurn } from './queries/turns'
import { getStoredDraft, saveDrafts, setDraft } from './stores/drafts'
import type { Failure } from './stores/failure'

/** Shows what stands before (-1) or after (1) a turn in its place, with the latest that followed it. */
export async function showSibling(client: QueryClient, turn: Message, step: -1 | 1): Promise<void> {
  const turns = turnsOf(client, turn.conversationId)
  const siblings = siblingsOf(turns, turn)
  const next = siblings[siblings.findIndex(({ id }) => id === turn.id) + step]
  if (next !== undefined) await show(client, turn.conversationId, latestLeaf(turns, next.id))
}

/** Ends the thread at a turn: what comes next is said there. What followed stays, as a branch. */
export async function branchFrom(client: QueryClient, turn: Message): Promise<void> {
  await show(client, turn.conversationId, turn.id)
}

/** Shows again what followed the turn at which the thread ends. */
export async function showLater(client: QueryClient, turn: Message): Promise<void> {
  const turns = turnsOf(client, turn.conversationId)
  await show(client, turn.conversationId, latestLeaf(turns, turn.id))
}

/** Makes a comparison that goes on from a turn; answers its id, or null where that failed. */
export async function compareFromTurn(client: QueryClient, turn: Message): Promise<string | null> {
  const { compareFrom } = await import('./comparison/compare-from')
  let id: string | null = null
  await attempt(client, turn.conversationId, 'compare', async () => {
    id = await compareFrom(client, turn)
  })
  return id
}

/** Deletes a turn and what follows it. Answers whether that was done. */
export function deleteFrom(client: QueryClient, turn: Message): Promise<boolean> {
  endAgain(client, turn)
  return attempt(client, turn.conversationId, 'delete', () => deleteTurn(client, turn))
}

/** What is asked again would be asked once more where a part of it goes, as though it never was: it is over. */
function endAgain(client: QueryClient, { id, conversationId }: Message): void {
  const { again } = getStoredDraft(conversationId)
  if (again === null) return
  const gone = subtreeOf(turnsOf(client, conversationId), id)
  const isPart = again.turns.some(
    ({ userId, assistantId }) => gone.has(userId) || gone.has(assistantId),
  )
  if (!isPart) return
  setDraft(conversationId, { again: null })
  // The tab that asks on hears of it before it hears of the turns.
  saveDrafts()
}

/** Takes {@link deleteFrom} back. */
export function undoDelete(client: QueryClient, turn: Message): Promise<boolean> {
  return attempt(client, turn.conversationId, 'restore', () => restoreTurn(client, turn))
}

async function show(client: QueryClient, conversationId: string, headId: string): Promise<void> {
  await attempt(client, conversationId, 'branch', () => moveHead(client, conversationId, headId))
}

/** A failure is shown over the box, and the thread is drawn as the server has it. */
async function attempt(
  client: QueryClient,
  conversationId: string,
  act: Failure['act'],
  call: () => Promise<void>,
): Promise<boolean> {
  setDraft(conversationId, { failure: null })
  try {
    await call()
    return true
  } catch (error) {
    if (!isApiError(error)) throw error
    setDraft(conversationId, { failure: { act, error } })
    void fetchAgain(client, conversationId)
    return false
  }
}

function turnsOf(client: QueryClient, conversationId: string): readonly Message[] {
  return client.getQueryData(conversationQuery(conversationId).queryKey)?.messages ?? []
}
