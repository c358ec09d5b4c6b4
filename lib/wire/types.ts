import type Anthropic from '@anthropic-ai/sdk'

/**
 * The shapes of the Messages protocol as this program reads them: the official SDK's types where
 * it knows a thing, and an open record where it does not, so that a block, event, field or stop
 * reason of tomorrow survives unread. Names in snake_case are the wire's own.
 */

/** A content block of any type, known or not. */
export interface Block {
  type: string
  [field: string]: unknown
}

/** Token counts; every field may be absent (the baseline sends two of them, newer models more). */
export type Usage = { [Field in keyof Anthropic.Usage]?: Anthropic.Usage[Field] | null } & {
  [field: string]: unknown
}

/** A Messages response, finished or still growing. */
export interface WireMessage
  extends Pick<Anthropic.Message, 'id' | 'type' | 'role' | 'model' | 'stop_sequence'> {
  content: Block[]
  /** One that the SDK knows, or one of tomorrow. */
  stop_reason: Anthropic.StopReason | (string & {}) | null
  usage: Usage
  [field: string]: unknown
}

/** One turn of a Messages request. */
export interface MessageParam {
  role: 'user' | 'assistant' | 'system'
  content: string | Block[]
}

/** A Messages request body as far as this program builds or reads one. */
export interface MessagesBody {
  model: string
  max_tokens: number
  messages: MessageParam[]
  system?: string | Block[]
  stream?: boolean
  [field: string]: unknown
}

/** The `data` of one stream event, parsed. */
export interface WireEvent {
  type: string
  [field: string]: unknown
}

/** The inner part of the API's error body (claude-api.md §5.1). */
export interface WireError {
  type: string
  message: string
  details?: unknown
}

/** What a refusal may be about: `stop_details.category` (claude-api.md §3). There may be others. */
export const REFUSAL_CATEGORIES = [
  'cyber',
  'bio',
  'frontier_llm',
  'reasoning_extraction',
  'general_harms',
] as const
