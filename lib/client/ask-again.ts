import type { QueryClient } from '@tanstack/react-query'
import type { ChatSettings } from '@/lib/domain/chat-settings'
import type { Message } from '@/lib/domain/conversation'
import { retryAnswer } from './ask-beside'
import { currentSettings } from './asked-with'
import { setDraft } from './stores/drafts'

/** Changes the panel, then asks again for an answer with what it says now. */
export async function askAgainWith(
  client: QueryClient,
  answer: Message,
  patch: Partial<ChatSettings>,
): Promise<void> {
  const settings = currentSettings(client, answer.conversationId)
  if (settings === null) return
  setDraft(answer.conversationId, { settings: { ...settings, ...patch } })
  await retryAnswer(client, answer)
}
