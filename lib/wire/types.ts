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

/** The block types that the official SDK knows, by their `type`. */
export type KnownBlock = Anthropic.ContentBlock
export type KnownBlockParam = Anthropic.ContentBlockParam

/** Token counts; every field may be absent (the baseline sends two of them, newer models more). */
export interface Usage {
  input_tokens?: number | null
  output_tokens?: number | null
  cache_creation_input_tokens?: number | null
  cache_read_input_tokens?: number | null
  output_tokens_details?: { thinking_tokens?: number | null } | null
  [field: string]: unknown
}

/** A Messages response, finished or still growing. */
export interface WireMessage {
  id: string
  type: 'message'
  role: 'assistant'
  model: string
  content: Block[]
  stop_reason: string | null
  stop_sequence: string | null
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

/** Narrows a block to the SDK's type of that name. The wire is trusted for the fields of a type it names. */
export function isBlock<T extends KnownBlock['type']>(
  block: Block,
  type: T,
): block is Block & Extract<KnownBlock, { type: T }> {
  return block.type === type
}
