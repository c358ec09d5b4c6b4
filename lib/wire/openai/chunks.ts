import { EMPTY_FOLD, type Fold, fold } from '../accumulate'
import { isRecord } from '../json'
import type { Block, WireError, WireEvent } from '../types'
import {
  type FinishReason,
  finishReason,
  isToolCall,
  type ToolCall,
  textOf,
  toCompletionUsage,
  toToolCall,
} from './completion'
import { toErrorFrame } from './error'

/** A Messages stream on its way to a client of OpenAI's. */
export interface ChunkEncoder {
  /** What an event of the stream becomes, as text to send; '' for nothing. */
  write(event: WireEvent): string
  /** Tells of an end without `message_stop`; '' where the stream has told its end itself. */
  fail(error: WireError): string
}

/** A part of `tool_calls`; `index` counts the calls, not the blocks. */
type CallDelta = { index: number } & (ToolCall | { function: { arguments: string } })

type Delta =
  | { role: 'assistant'; content: string }
  | { content: string }
  | { tool_calls: [CallDelta] }
  | Record<string, never>

const DONE = 'data: [DONE]\n\n'

/**
 * Encodes a stream's events as chunks (claude-api.md §11). The one fold reads them, so that a
 * chunk tells exactly what the saved message will hold, on streams against the grammar too. The
 * reason of the end goes out with `message_stop`: a `message_delta` may be followed by another.
 */
export function createChunkEncoder(options: {
  includeUsage: boolean
  created: number
}): ChunkEncoder {
  let state = EMPTY_FOLD
  return {
    write(event) {
      const before = state
      state = fold(before, event)
      return state === before ? '' : encodeStep(before, state, event, options)
    },
    fail(error) {
      const before = state
      state = fold(before, { type: 'error', error })
      return state === before ? '' : encodeError(error)
    },
  }
}

function encodeStep(
  before: Fold,
  after: Fold,
  event: WireEvent,
  { includeUsage, created }: { includeUsage: boolean; created: number },
): string {
  if (after.error !== null) return encodeError(after.error)
  const { message } = after
  if (message === null) return ''
  const head = { id: message.id, object: 'chat.completion.chunk', created, model: message.model }
  const chunk = (delta: Delta, finish_reason: FinishReason | null) =>
    encode({
      ...head,
      choices: [{ index: 0, delta, finish_reason, logprobs: null }],
      ...(includeUsage ? { usage: null } : {}),
    })
  const news = deltasOf(before, after, event).map((delta) => chunk(delta, null))
  if (!after.isDone) return news.join('')
  const usage = { ...head, choices: [], usage: toCompletionUsage(message.usage) }
  const end = chunk({}, finishReason(message.stop_reason))
  return [...news, end, includeUsage ? encode(usage) : '', DONE].join('')
}

/** What a step of the fold adds to the text and the calls. */
function deltasOf(before: Fold, after: Fold, event: WireEvent): Delta[] {
  const old = before.message?.content ?? []
  const content = after.message?.content ?? []
  const opened = content.slice(old.length)
  const newIndexes = opened.map((_block, at) => old.length + at)
  // Blocks that came whole with the start of their message never were open.
  const closed = [...before.open, ...newIndexes].filter((at) => !after.open.includes(at))
  return [
    ...(before.message === null ? [{ role: 'assistant', content: '' } as const] : []),
    ...newIndexes.flatMap((at) => openingOf(content, at)),
    ...(opened.length === 0 ? growthOf(old, content, event) : []),
    ...inputOf(before, after, event),
    ...closed.flatMap((at) => restOf(before, content, at)),
  ]
}

function openingOf(content: readonly Block[], at: number): Delta[] {
  const block = content[at]
  if (block === undefined) return []
  const text = textOf(block)
  if (!isToolCall(block)) return text === '' ? [] : [{ content: text }]
  const call = toToolCall(block)
  return [callDelta(content, at, { ...call, function: { ...call.function, arguments: '' } })]
}

/** The event's own piece, where it went into a text: comparing the whole texts would cost their length. */
function growthOf(old: readonly Block[], content: readonly Block[], event: WireEvent): Delta[] {
  if (event.type !== 'content_block_delta' || content === old || !isRecord(event.delta)) return []
  const { type, text } = event.delta
  const block = content.findLast((one, at) => one !== old[at])
  const isText = type === 'text_delta' && block?.type === 'text'
  return isText && typeof text === 'string' && text !== '' ? [{ content: text }] : []
}

function inputOf(before: Fold, after: Fold, { delta }: WireEvent): Delta[] {
  if (after.partialJson === before.partialJson || !isRecord(delta)) return []
  const content = after.message?.content ?? []
  const piece = delta.partial_json
  if (typeof piece !== 'string' || piece === '') return []
  return after.open
    .filter((at) => after.partialJson[at] !== before.partialJson[at])
    .flatMap((at) => argumentsDelta(content, at, piece))
}

/** Arguments of which no text came: an empty one is no JSON, and clients parse it. */
function restOf(before: Fold, content: readonly Block[], at: number): Delta[] {
  const block = content[at]
  const isTold = (before.partialJson[at] ?? '').trim() !== ''
  if (block === undefined || isTold) return []
  return argumentsDelta(content, at, toToolCall(block).function.arguments)
}

function argumentsDelta(content: readonly Block[], at: number, text: string): Delta[] {
  const block = content[at]
  if (block === undefined || !isToolCall(block)) return []
  return [callDelta(content, at, { function: { arguments: text } })]
}

function callDelta(
  content: readonly Block[],
  at: number,
  call: ToolCall | { function: { arguments: string } },
): Delta {
  return { tool_calls: [{ index: content.slice(0, at).filter(isToolCall).length, ...call }] }
}

function encodeError(error: WireError): string {
  return encode(toErrorFrame(error))
}

function encode(value: object): string {
  return `data: ${JSON.stringify(value)}\n\n`
}
