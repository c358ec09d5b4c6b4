import { rawInput } from '../accumulate'
import { isRecord } from '../json'
import type { Block, Usage, WireMessage } from '../types'

export type FinishReason = 'stop' | 'length' | 'tool_calls' | 'content_filter'

export interface ToolCall {
  id: string
  type: 'function'
  function: { name: string; arguments: string }
}

export interface CompletionUsage {
  prompt_tokens: number
  completion_tokens: number
  total_tokens: number
}

export interface ChatCompletion {
  id: string
  object: 'chat.completion'
  created: number
  model: string
  choices: [
    {
      index: 0
      message: { role: 'assistant'; content: string | null; tool_calls?: ToolCall[] }
      finish_reason: FinishReason
      logprobs: null
    },
  ]
  usage: CompletionUsage
}

/**
 * A Messages answer as OpenAI's (claude-api.md §11): its text in one piece and its calls of the
 * client's tools; thinking, citations and what ran upstream have no place there.
 */
export function toChatCompletion(message: WireMessage, created: number): ChatCompletion {
  const { id, model, content, stop_reason, usage } = message
  const text = content.map(textOf).join('')
  const calls = content.filter(isToolCall).map(toToolCall)
  const hasCalls = calls.length > 0
  return {
    id,
    object: 'chat.completion',
    created,
    model,
    choices: [
      {
        index: 0,
        message: {
          role: 'assistant',
          content: text === '' && hasCalls ? null : text,
          ...(hasCalls ? { tool_calls: calls } : {}),
        },
        finish_reason: finishReason(stop_reason),
        logprobs: null,
      },
    ],
    usage: toCompletionUsage(usage),
  }
}

const FINISH_REASONS: ReadonlyMap<string | null, FinishReason> = new Map<string, FinishReason>([
  ['max_tokens', 'length'],
  ['model_context_window_exceeded', 'length'],
  ['tool_use', 'tool_calls'],
  ['refusal', 'content_filter'],
])

/** Every other reason is an end like any other, those of tomorrow among them. */
export function finishReason(stopReason: string | null): FinishReason {
  return FINISH_REASONS.get(stopReason) ?? 'stop'
}

/** The prompt's tokens are all of them, cached or not. */
export function toCompletionUsage(usage: Usage): CompletionUsage {
  const { input_tokens, cache_creation_input_tokens, cache_read_input_tokens } = usage
  const prompt =
    (input_tokens ?? 0) + (cache_creation_input_tokens ?? 0) + (cache_read_input_tokens ?? 0)
  const completion = usage.output_tokens ?? 0
  return {
    prompt_tokens: prompt,
    completion_tokens: completion,
    total_tokens: prompt + completion,
  }
}

export function textOf(block: Block): string {
  return block.type === 'text' && typeof block.text === 'string' ? block.text : ''
}

/** True for a call that the client answers; those of server and MCP tools are answered upstream. */
export function isToolCall({ type }: Block): boolean {
  return type === 'tool_use'
}

export function toToolCall(block: Block): ToolCall {
  const { id, name } = block
  return {
    id: typeof id === 'string' ? id : '',
    type: 'function',
    function: { name: typeof name === 'string' ? name : '', arguments: inputText(block) },
  }
}

/** An input that never was JSON goes out as it came: OpenAI's arguments are text, valid or not. */
function inputText({ input }: Block): string {
  if (!isRecord(input)) return '{}'
  return rawInput(input) ?? JSON.stringify(input)
}
