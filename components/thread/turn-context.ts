import { createContext } from 'react'
import type { Message } from '@/lib/domain/conversation'

/** The answer that a block stands in, and the turn after it, which may hold the results of its calls. */
export interface TurnPlace {
  conversationId: string
  messageId: string
  next: Message | undefined
  /** What the answer was to fit; null = nothing. */
  outputSchema: Record<string, unknown> | null
  /** It ended in a way in which none of its calls is run. */
  isNeverRun: boolean
}

/** Null where a block stands in no conversation, as on the Runs screen. */
export const TurnContext = createContext<TurnPlace | null>(null)
