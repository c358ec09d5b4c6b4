import { useQuery } from '@tanstack/react-query'
import type { Conversation } from '@/lib/domain/conversation'
import type { ToolCall } from '@/lib/domain/tools/call'
import { type Loop, loopOf, NO_LOOP } from '@/lib/domain/tools/open-loop'
import { conversationQuery } from './queries/conversations'

/** The loop of a conversation (null = the new one). */
export function useLoop(conversationId: string | null): Loop {
  const query = {
    ...conversationQuery(conversationId ?? ''),
    enabled: conversationId !== null,
    select: loopOf,
  }
  return useQuery(query).data ?? NO_LOOP
}

/** One call as the server knows it; null where it knows none. */
export function useToolCall(
  conversationId: string | null,
  messageId: string,
  id: unknown,
): ToolCall | null {
  const query = {
    ...conversationQuery(conversationId ?? ''),
    enabled: conversationId !== null,
    select: ({ toolCalls }: Conversation) =>
      toolCalls.find((call) => call.messageId === messageId && call.id === id) ?? null,
  }
  return useQuery(query).data ?? null
}
