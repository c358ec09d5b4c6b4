import 'server-only'
import type { Block, Usage, WireMessage } from '@/lib/wire/types'
import type { Fault } from '../faults/fault'
import { countTokens } from '../tokens'

/** A block of an answer, in the pieces in which it is streamed. */
export type AnswerBlock =
  | {
      kind: 'thinking'
      tokens: string[]
      /** False under `display: "omitted"`: the block comes with empty text and its signature. */
      isShown: boolean
      signature: string
    }
  | { kind: 'text'; tokens: string[]; citations: Citation[] }
  | {
      kind: 'call'
      type: 'tool_use' | 'server_tool_use'
      id: string
      name: string
      input: Readonly<Record<string, unknown>>
      /** The JSON of its input; a call that `max_tokens` cuts breaks off between two values. */
      fragments: string[]
    }
  /** Comes whole in its start event. */
  | { kind: 'whole'; block: Block; tokens: number }

/** A citation as the wire has it (claude-api.md §3). */
export interface Citation {
  type: string
  cited_text: string
  [field: string]: unknown
}

/** Input tokens by what the cache did with them; their sum is the request's size. */
export interface InputUsage {
  fresh: number
  written5m: number
  written1h: number
  read: number
}

/** The whole answer, known before its first byte leaves: JSON and stream are two ways to send it. */
export interface Answer {
  id: string
  model: string
  blocks: AnswerBlock[]
  stopReason: string
  stopSequence: string | null
  stopDetails: Readonly<Record<string, unknown>> | null
  input: InputUsage
  outputTokens: number
  serviceTier: 'standard' | 'batch'
  speed: 'standard' | 'fast'
  inferenceGeo: string
  diagnostics: Readonly<Record<string, unknown>> | null
  /** Fields of the message that no type knows. */
  extra?: Readonly<Record<string, unknown>>
  faults: Fault[]
}

/** What a block costs. */
export function blockTokens(block: AnswerBlock): number {
  if (block.kind === 'whole') return block.tokens
  if (block.kind !== 'call') return block.tokens.length
  return block.fragments.reduce((sum, fragment) => sum + countTokens(fragment), 0)
}

/** A block as the finished message holds it. */
export function wholeBlock(block: AnswerBlock): Block {
  switch (block.kind) {
    case 'thinking': {
      const thinking = block.isShown ? block.tokens.join('') : ''
      return { type: 'thinking', thinking, signature: block.signature }
    }
    case 'text': {
      const citations = block.citations.length > 0 ? block.citations : null
      return { type: 'text', text: block.tokens.join(''), citations }
    }
    case 'call':
      return { ...callHead(block), input: block.input }
    default:
      return block.block
  }
}

/** What a call says before its input: who made it is always the model itself. */
export function callHead({ type, id, name }: Extract<AnswerBlock, { kind: 'call' }>): Block {
  return { type, id, name, caller: { type: 'direct' } }
}

/** The message of an answer that is complete. */
export function wholeMessage(answer: Answer): WireMessage {
  return {
    ...emptyMessage(answer),
    content: answer.blocks.map(wholeBlock),
    stop_reason: answer.stopReason,
    stop_sequence: answer.stopSequence,
    stop_details: answer.stopDetails,
    usage: fullUsage(answer, answer.outputTokens, thinkingTokens(answer)),
  }
}

/** The message as `message_start` shows it. */
export function emptyMessage(answer: Answer): WireMessage {
  return {
    id: answer.id,
    type: 'message',
    role: 'assistant',
    model: answer.model,
    content: [],
    stop_reason: null,
    stop_sequence: null,
    stop_details: null,
    container: null,
    diagnostics: answer.diagnostics,
    ...answer.extra,
    usage: fullUsage(answer, Math.min(1, answer.outputTokens), 0),
  }
}

/** True for thinking, whether it can be read or not. */
export function isThought(block: AnswerBlock): boolean {
  return (
    block.kind === 'thinking' ||
    (block.kind === 'whole' && block.block.type === 'redacted_thinking')
  )
}

function thinkingTokens({ blocks }: Answer): number {
  return blocks.filter(isThought).reduce((sum, block) => sum + blockTokens(block), 0)
}

function fullUsage(answer: Answer, outputTokens: number, thinking: number): Usage {
  return {
    ...cumulativeUsage(answer, outputTokens, thinking),
    cache_creation: {
      ephemeral_5m_input_tokens: answer.input.written5m,
      ephemeral_1h_input_tokens: answer.input.written1h,
    },
    service_tier: answer.serviceTier,
    speed: answer.speed,
    inference_geo: answer.inferenceGeo,
  }
}

/** The counters that `message_delta` repeats. */
export function cumulativeUsage(
  answer: Answer,
  outputTokens = answer.outputTokens,
  thinking = thinkingTokens(answer),
): Usage {
  const { fresh, written5m, written1h, read } = answer.input
  return {
    input_tokens: fresh,
    cache_creation_input_tokens: written5m + written1h,
    cache_read_input_tokens: read,
    output_tokens: outputTokens,
    output_tokens_details: { thinking_tokens: thinking },
    server_tool_use: null,
  }
}
