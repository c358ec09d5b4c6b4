import 'server-only'
import type {
  Conversation,
  ConversationSummary,
  PatchConversation,
} from '@/lib/domain/conversation'
import type { Parley } from './parley'
import { getConversation, patchConversation } from './store/conversations'
import { OWNER } from './store/schema'

/** A conversation with its runs as they are now, live ones included. Throws 404. */
export async function readConversation({ store, runs }: Parley, id: string): Promise<Conversation> {
  const conversation = await getConversation(store.db, OWNER, id)
  return { ...conversation, runs: conversation.runs.map((run) => runs.current(OWNER, run)) }
}

/** Renames, deletes or brings back, and tells the owner's tabs. Throws 404. */
export async function changeConversation(
  { store, runs }: Parley,
  id: string,
  patch: PatchConversation,
): Promise<ConversationSummary> {
  const summary = await patchConversation(store.db, OWNER, id, patch)
  runs.live.changed(OWNER, id)
  return summary
}
