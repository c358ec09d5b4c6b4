import 'server-only'
import type {
  ConversationSummary,
  Message,
  PatchConversation,
  PatchTurn,
} from '@/lib/domain/conversation'
import { type ConversationPage, listQuerySchema } from '@/lib/domain/conversation-list'
import { idSchema } from '@/lib/domain/ids'
import { type PackedConversation, packConversation } from '@/lib/domain/packed-conversation'
import type { WriteTurns } from '@/lib/domain/written-turns'
import { ApiError } from '@/lib/wire/errors'
import { issueText } from './issue-text'
import type { Parley } from './parley'
import { comparisonsOf, readColumnIds } from './store/comparisons'
import { listConversations } from './store/conversation-list'
import { findConversation, getConversation, patchConversation } from './store/conversations'
import { OWNER } from './store/schema'
import { moveHead, readTurns, setTurnDeleted } from './store/turns'
import { writeTurns } from './write-turns'

/** A page of the list or of a search, as the URL asks for it. Throws 400. */
export async function listPage({ store, runs }: Parley, url: string): Promise<ConversationPage> {
  const params = Object.fromEntries(new URL(url).searchParams)
  const query = listQuerySchema.parse(params, { error: issueText })
  const { conversations, nextCursor } = await listConversations(store.db, OWNER, query)
  const arriving = [...runs.runningConversations(OWNER)]
  const running = new Set([...arriving, ...(await comparisonsOf(store.db, OWNER, arriving))])
  return {
    conversations: conversations.map((one) => ({ ...one, isRunning: running.has(one.id) })),
    nextCursor,
  }
}

/** A conversation with its runs as they are now, live ones included. Throws 404. */
export async function readConversation(
  { store, runs }: Parley,
  id: string,
): Promise<PackedConversation> {
  const conversation = await getConversation(store.db, OWNER, id)
  const current = conversation.runs.map((run) => runs.current(OWNER, run))
  return packConversation({ ...conversation, runs: current })
}

/**
 * Renames, pins, deletes, brings back or shows another branch, and tells the owner's tabs. What arrives
 * and runs in a conversation that is deleted is stopped, as under a deleted turn. Throws 404.
 */
export async function changeConversation(
  parley: Parley,
  id: string,
  patch: PatchConversation,
): Promise<ConversationSummary> {
  const { store, runs } = parley
  if (patch.headId !== undefined) await moveHead(store.db, OWNER, id, patch.headId)
  const summary = await patchConversation(store.db, OWNER, id, patch)
  if (patch.deleted) {
    await parley.sweeps.pauseIn(id)
    const gone = [id, ...(await readColumnIds(store.db, OWNER, id))]
    // What has begun all the same by then is among the turns that are read below.
    await Promise.all(gone.map((one) => runs.stopStarts(OWNER, one)))
    for (const one of gone) await stopIn(parley, one, await readTurns(store.db, OWNER, one))
  }
  runs.live.changed(OWNER, id)
  return summary
}

/** Writes a branch of turns that no run writes, and tells the owner's tabs. Throws 400, 404, 409. */
export async function addWrittenTurns(
  { store, runs }: Parley,
  id: string,
  input: WriteTurns,
): Promise<{ headId: string | null }> {
  if (!idSchema.safeParse(id).success) throw new ApiError(404, `There is no conversation ${id}.`)
  await writeTurns(store.db, OWNER, id, input, (run) => runs.current(OWNER, run))
  runs.live.changed(OWNER, id)
  const row = await findConversation(store.db, OWNER, id)
  return { headId: row?.head_id ?? null }
}

async function stopIn(
  { runs, loop }: Parley,
  conversationId: string,
  gone: readonly Pick<Message, 'id' | 'runId'>[],
): Promise<void> {
  await runs.stopLive(
    OWNER,
    gone.flatMap(({ runId }) => runId ?? []),
  )
  await loop.stop(OWNER, conversationId, new Set(gone.map(({ id }) => id)))
}

/**
 * Deletes a turn and all that hangs under it, or takes that back, and tells the owner's tabs. Answers
 * that arrive there and calls of tools that run there are stopped: nobody would see what they cost, or
 * what they do. Throws 404.
 */
export async function changeTurn(
  parley: Parley,
  ids: { conversationId: string; turnId: string },
  { deleted }: PatchTurn,
): Promise<{ headId: string | null }> {
  const { store, runs } = parley
  const { conversationId, turnId } = ids
  const gone = await setTurnDeleted(store.db, OWNER, conversationId, turnId, deleted)
  if (deleted) await stopIn(parley, conversationId, gone)
  // What it has cost stays in the sum of its comparison.
  for (const id of [conversationId, ...(await comparisonsOf(store.db, OWNER, [conversationId]))])
    runs.live.changed(OWNER, id)
  const row = await findConversation(store.db, OWNER, conversationId)
  return { headId: row?.head_id ?? null }
}
