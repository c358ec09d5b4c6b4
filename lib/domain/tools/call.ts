import * as z from 'zod/mini'
import type { AnswerWay, ToolResult } from './answer'
import { toolResultSchema } from './answer'

/** Where a call that a model asked for is. Only `done` has a result that may go back. */
export type CallState =
  | 'asking' // a person is asked whether it may run
  | 'waiting' // for a result by hand
  | 'running'
  | 'unknown' // the server went while it ran: nobody knows whether it had its effect
  | 'done'

/** A call of a client tool, from the answer that asks for it to the turn that holds its result. */
export interface ToolCall {
  /** As the block names it: `tool_use.id`. */
  id: string
  conversationId: string
  /** The assistant turn that asks for it. */
  messageId: string
  /** Its place among the calls of that turn, from 0. */
  index: number
  name: string
  /** In the library; null where the request's tools came from elsewhere. */
  toolId: string | null
  by: AnswerWay
  state: CallState
  /** Why nothing was run, or why a person is asked although the tool says never; null = nothing to say. */
  note: CallNote | null
  result: ToolResult | null
  /** True where a person changed what the handler gave. */
  isEdited: boolean
  /** What a script wrote to its console. */
  console: string[]
  /** ms since the epoch; null = never ran. */
  startedAt: number | null
  endedAt: number | null
  /** The user turn that carries its result; null = not sent. */
  resultMessageId: string | null
}

export type CallNote =
  | { code: 'invalidInput'; problem: string }
  | { code: 'denied' }
  | { code: 'stopped' }
  | { code: 'toolGone' } // waits for a person, because the library has its tool no more
  | { code: 'outsideResults' } // asks, because the turn holds results from outside
  | { code: 'toolChanged' } // asks, because an MCP server describes it otherwise now
  | { code: 'stepLimit'; steps: number }
  | { code: 'budget'; budget: number }
  | { code: 'beyondLimit' } // ran, because somebody said so: the loop's limits count anew from there
  | { code: 'budgetUnknown' } // asks, because nobody knows what the answers cost

/** Body of `POST /api/conversations/{id}/turns/{turnId}/calls/{callId}`. */
export const callActSchema = z.discriminatedUnion('act', [
  /** Lets it run: this time, or from now on in this conversation. */
  z.strictObject({ act: z.literal('approve'), isForConversation: z.boolean() }),
  /** Tells the model that it may not. */
  z.strictObject({ act: z.literal('deny') }),
  /** The result by hand, or another one in place of what came. */
  z.strictObject({ act: z.literal('answer'), result: toolResultSchema }),
  /** Runs it again, whatever the last time did. */
  z.strictObject({ act: z.literal('again') }),
])
export type CallAct = z.infer<typeof callActSchema>
