import { useQuery } from '@tanstack/react-query'
import type { Conversation } from '@/lib/domain/conversation'
import type { ToolCall } from '@/lib/domain/tools/call'
import { inputSchemaOf, nameOfDefinition } from '@/lib/domain/tools/definition'
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

/** What a call was asked with, and what its tool's schema was then; null where no run here asked for it. */
export function useCallInput({ conversationId, messageId, id, name }: ToolCall) {
  const query = {
    ...conversationQuery(conversationId),
    select: ({ runs }: Conversation) => {
      const run = runs.find((one) => one.messageId === messageId)
      const block = run?.message?.content.find((one) => one.type === 'tool_use' && one.id === id)
      if (block === undefined) return null
      const tools = run?.settings?.tools.map(({ definition }) => definition)
      const definition = tools?.find((one) => nameOfDefinition(one) === name)
      return { input: block.input, schema: definition ? inputSchemaOf(definition) : null }
    },
  }
  return useQuery(query).data ?? null
}
