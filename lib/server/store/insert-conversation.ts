import 'server-only'
import type { ChatSettings, Message } from '@/lib/domain/conversation'
import { foldText } from '@/lib/domain/search-text'
import type { ToolCall } from '@/lib/domain/tools/call'
import type { Tx } from './schema'
import { insertToolCalls } from './tool-calls'
import { addTurns, type StoredCapture } from './turns'

interface Whole {
  id: string
  title: string
  settings: ChatSettings
  /** In order, parents first; the last one is the head. */
  turns: readonly (Message & { captured?: StoredCapture })[]
  /** Those that its last turn asks for. */
  calls: readonly ToolCall[]
  /** The comparison that it is a column of. */
  comparisonId?: string
}

/** Stores a conversation that is there at once with its turns and open calls; all or nothing is the transaction's. */
export async function insertConversation(
  tx: Tx,
  owner: string,
  { id, title, settings, turns, calls, comparisonId }: Whole,
): Promise<void> {
  const now = Date.now()
  await tx
    .insertInto('conversations')
    .values({
      id,
      owner_id: owner,
      title,
      title_key: foldText(title),
      head_id: turns.at(-1)?.id ?? null,
      settings: JSON.stringify(settings),
      created_at: now,
      updated_at: now,
      deleted_at: null,
      pinned_at: null,
      kind: comparisonId === undefined ? 'chat' : 'column',
      comparison_id: comparisonId ?? null,
    })
    .execute()
  await addTurns(tx, owner, id, turns)
  await insertToolCalls(tx, owner, calls)
}
