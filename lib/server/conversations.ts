import 'server-only'
import type {
  Conversation,
  ConversationSummary,
  PatchConversation,
} from '@/lib/domain/conversation'
import { type ConversationPage, listQuerySchema } from '@/lib/domain/conversation-list'
import { issueText } from './issue-text'
import type { Parley } from './parley'
import { listConversations } from './store/conversation-list'
import { getConversation, patchConversation } from './store/conversations'
import { OWNER } from './store/schema'

/** A page of the list or of a search, as the URL asks for it. Throws 400. */
export async function listPage({ store, runs }: Parley, url: string): Promise<ConversationPage> {
  const asked = Object.fromEntries(new URL(url).searchParams)
  const query = listQuerySchema.parse(asked, { error: issueText })
  const { conversations, nextCursor } = await listConversations(store.db, OWNER, query)
  const running = runs.runningConversations(OWNER)
  return {
    conversations: conversations.map((one) => ({ ...one, isRunning: running.has(one.id) })),
    nextCursor,
  }
}

/** A conversation with its runs as they are now, live ones included. Throws 404. */
export async function readConversation({ store, runs }: Parley, id: string): Promise<Conversation> {
  const conversation = await getConversation(store.db, OWNER, id)
  return { ...conversation, runs: conversation.runs.map((run) => runs.current(OWNER, run)) }
}

/** Renames, pins, deletes or brings back, and tells the owner's tabs. Throws 404. */
export async function changeConversation(
  { store, runs }: Parley,
  id: string,
  patch: PatchConversation,
): Promise<ConversationSummary> {
  const summary = await patchConversation(store.db, OWNER, id, patch)
  runs.live.changed(OWNER, id)
  return summary
}
