import 'server-only'
import type { Usage, WireMessage } from '@/lib/wire/types'

/** A fault that a directive asked for, `after` so many tokens of the answer's text. */
export type Fault =
  | { kind: 'error'; after: number; status: number }
  | { kind: 'cut'; after: number }
  /** Silence: for some seconds, or (null) until the caller goes. */
  | { kind: 'stall'; after: number; seconds: number | null }

export interface Thought {
  tokens: string[]
  /** False under `display: "omitted"`: the block comes with empty text and its signature. */
  isShown: boolean
  signature: string
}

/** The whole answer, known before its first byte leaves: JSON and stream are two ways to send it. */
export interface Answer {
  id: string
  model: string
  thought: Thought | null
  /** Tokens of the text block; none means no text block. */
  text: string[]
  stopReason: 'end_turn' | 'max_tokens' | 'stop_sequence'
  stopSequence: string | null
  inputTokens: number
  outputTokens: number
  faults: Fault[]
}

/** The message of an answer that is complete. */
export function wholeMessage(answer: Answer): WireMessage {
  const { thought, text } = answer
  const content = []
  if (thought !== null) {
    const thinking = thought.isShown ? thought.tokens.join('') : ''
    content.push({ type: 'thinking', thinking, signature: thought.signature })
  }
  if (text.length > 0) content.push({ type: 'text', text: text.join(''), citations: null })
  return {
    ...emptyMessage(answer),
    content,
    stop_reason: answer.stopReason,
    stop_sequence: answer.stopSequence,
    usage: fullUsage(answer, answer.outputTokens, thought?.tokens.length ?? 0),
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
    diagnostics: null,
    usage: fullUsage(answer, Math.min(1, answer.outputTokens), 0),
  }
}

function fullUsage(answer: Answer, outputTokens: number, thinkingTokens: number): Usage {
  return {
    ...cumulativeUsage(answer, outputTokens, thinkingTokens),
    cache_creation: { ephemeral_5m_input_tokens: 0, ephemeral_1h_input_tokens: 0 },
    service_tier: 'standard',
    speed: 'standard',
    inference_geo: 'global',
  }
}

/** The counters that `message_delta` repeats. */
export function cumulativeUsage(
  answer: Answer,
  outputTokens = answer.outputTokens,
  thinkingTokens = answer.thought?.tokens.length ?? 0,
): Usage {
  return {
    input_tokens: answer.inputTokens,
    cache_creation_input_tokens: 0,
    cache_read_input_tokens: 0,
    output_tokens: outputTokens,
    output_tokens_details: { thinking_tokens: thinkingTokens },
    server_tool_use: null,
  }
}
