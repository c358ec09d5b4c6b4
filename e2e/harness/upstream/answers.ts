import { EMPTY_FOLD, fold } from '@/lib/wire/accumulate'
import { isRecord } from '@/lib/wire/json'
import { encodeSse } from '@/lib/wire/sse'
import type { Block, MessagesBody, WireEvent, WireMessage } from '@/lib/wire/types'

/** Text of so many tokens in which every token is another, so that a loss or a doubling shows. */
export function numberedText(tokens: number, from = 0): string {
  return numberedTokens(tokens, from).join('')
}

function numberedTokens(tokens: number, from: number): string[] {
  return Array.from({ length: tokens }, (_, i) => `w${from + i} `)
}

/** The events of an answer of numbered text, one delta per token. */
export function textEvents(tokens: number, model = 'fake-model', from = 0): WireEvent[] {
  return answer(model, [{ type: 'text', pieces: numberedTokens(tokens, from) }], 'end_turn')
}

/** The events of an answer of several text blocks, one delta per piece. */
export function blockTextEvents(blocks: readonly string[][], model = 'fake-model'): WireEvent[] {
  return answer(
    model,
    blocks.map((pieces) => ({ type: 'text', pieces })),
    'end_turn',
  )
}

/** The text of an answer's first text block as a stream of `frames` whole events leaves it. */
export function textAfter(events: readonly WireEvent[], frames: number): string {
  const { message } = events.slice(0, frames).reduce(fold, EMPTY_FOLD)
  return String(message?.content.find((block) => block.type === 'text')?.text ?? '')
}

/** Frames of the wire. */
export function encodeEvents(events: readonly WireEvent[]): string[] {
  return events.map((event) => encodeSse(event.type, event))
}

/** The message that the events add up to, as a call without `stream` answers it. */
export function messageOf(events: readonly WireEvent[]): WireMessage | null {
  return events.reduce(fold, EMPTY_FOLD).message
}

/**
 * What a request gets unless told otherwise: a tool call where it brings tools and no result yet,
 * the rest of the text where it ends in an assistant turn (prefill), else an echo of its last text.
 */
export function replyEvents(body: MessagesBody): WireEvent[] {
  const last = body.messages.at(-1)
  const results = resultsOf(last?.content)
  if (last?.role === 'assistant') {
    return answer(body.model, [{ type: 'text', pieces: ['and so', ' it ends.'] }], 'end_turn')
  }
  const tool = Array.isArray(body.tools) ? body.tools.find(isRecord) : undefined
  if (tool !== undefined && results.length === 0) {
    const input = JSON.stringify({ echo: lastText(body) })
    const pieces = ['', input.slice(0, 5), input.slice(5)]
    return answer(body.model, [{ type: 'tool_use', name: String(tool.name), pieces }], 'tool_use')
  }
  const said = results.length > 0 ? `The tool said: ${results.join(', ')}` : lastText(body)
  return answer(
    body.model,
    [{ type: 'text', pieces: said.match(/\s*\S+|\s+$/g) ?? [''] }],
    'end_turn',
  )
}

/** The last turn's text, all its text blocks joined. */
export function lastText({ messages }: MessagesBody): string {
  const content = messages.at(-1)?.content ?? ''
  if (!Array.isArray(content)) return String(content)
  const blocks = content.filter(isRecord)
  return blocks.map((block) => (block.type === 'text' ? String(block.text) : '')).join('')
}

function resultsOf(content: string | Block[] | undefined): string[] {
  if (!Array.isArray(content)) return []
  const results = content.filter(isRecord).filter((block) => block.type === 'tool_result')
  return results.map(({ content: said }) =>
    typeof said === 'string' ? said : JSON.stringify(said),
  )
}

/** The events of an answer that asks for tools, one call after the other. */
export function callEvents(
  calls: readonly { id: string; name: string; input: unknown }[],
  stopReason = 'tool_use',
): WireEvent[] {
  const parts = calls.map(({ id, name, input }) => ({
    ...{ type: 'tool_use' as const, id, name },
    pieces: [typeof input === 'string' ? input : JSON.stringify(input)],
  }))
  return answer('fake-model', parts, stopReason)
}

/** The events of an answer that the API has not finished. */
export function pausedEvents(text: string): WireEvent[] {
  return answer('fake-model', [{ type: 'text', pieces: [text] }], 'pause_turn')
}

type Part =
  | { type: 'text'; pieces: string[] }
  | { type: 'tool_use'; id?: string; name: string; pieces: string[] }

function answer(model: string, parts: readonly Part[], stopReason: string): WireEvent[] {
  const tokens = parts.reduce((sum, part) => sum + part.pieces.length, 0)
  const delta = {
    stop_reason: stopReason,
    stop_sequence: null,
    stop_details: null,
    container: null,
  }
  return [
    {
      type: 'message_start',
      message: {
        id: 'msg_01FakeUpstreamAnswer01',
        type: 'message',
        role: 'assistant',
        model,
        content: [],
        stop_reason: null,
        stop_sequence: null,
        usage: { input_tokens: 10, output_tokens: 1 },
      },
    },
    ...parts.flatMap(blockEvents),
    { type: 'message_delta', delta, usage: { output_tokens: tokens } },
    { type: 'message_stop' },
  ]
}

function blockEvents(part: Part, index: number): WireEvent[] {
  const [block, wrap] = SHAPES[part.type](part)
  return [
    { type: 'content_block_start', index, content_block: block },
    ...part.pieces.map((piece) => ({ type: 'content_block_delta', index, delta: wrap(piece) })),
    { type: 'content_block_stop', index },
  ]
}

const SHAPES: Record<Part['type'], (part: Part) => [Block, (piece: string) => Block]> = {
  text: () => [{ type: 'text', text: '' }, (text) => ({ type: 'text_delta', text })],
  tool_use: (part) => [
    {
      type: 'tool_use',
      id: ('id' in part ? part.id : undefined) ?? 'toolu_01FakeCall',
      name: 'name' in part ? part.name : '',
      input: {},
    },
    (partial_json) => ({ type: 'input_json_delta', partial_json }),
  ],
}
