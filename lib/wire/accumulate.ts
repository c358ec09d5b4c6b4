import { DELTA_RULES } from './delta'
import { readWireError } from './errors'
import { isRecord, parseRecord } from './json'
import type { Block, WireError, WireEvent, WireMessage } from './types'
import { mergeUsage } from './usage'

/** A stream folded so far. Plain JSON, so that a snapshot of it can travel to a tab and go on there. */
export interface Fold {
  /** Null until `message_start`. */
  message: WireMessage | null
  /** Raw text of tool inputs still arriving, by block index; parsed once at the block's stop. */
  partialJson: Record<number, string>
  /** Indexes of blocks that have started and not stopped. */
  open: number[]
  /** True after `message_stop`. */
  isDone: boolean
  /** The stream's `error` event. */
  error: WireError | null
}

export const EMPTY_FOLD: Fold = {
  message: null,
  partialJson: {},
  open: [],
  isDone: false,
  error: null,
}

/**
 * The key under which a finished tool input that is no JSON object keeps its raw text
 * (`eager_input_streaming` allows that). The documentation of fine-grained tool streaming
 * recommends this form for handing such an input back to the model.
 */
export const INVALID_JSON_KEY = 'INVALID_JSON'

/** What was no JSON object of an input, as it came; null for an input that is one. */
export function rawInput(input: unknown): string | null {
  const raw = isRecord(input) ? input[INVALID_JSON_KEY] : undefined
  return isRecord(input) && typeof raw === 'string' && Object.keys(input).length === 1 ? raw : null
}

type Step = (state: Fold, event: WireEvent) => Fold

const STEPS: ReadonlyMap<string, Step> = new Map<string, Step>([
  ['message_start', startMessage],
  ['content_block_start', startBlock],
  ['content_block_delta', foldDelta],
  ['content_block_stop', stopBlock],
  ['message_delta', foldMessageDelta],
  ['message_stop', stopMessage],
  ['error', foldError],
])

/** True for the name of an event that changes the answer. */
export function isMessageEvent(name: string): boolean {
  return STEPS.has(name)
}

/**
 * One event into the fold: pure, never throws, and copies only what the event changed, so that a
 * finished block keeps its identity. `ping`, unknown events and unknown deltas change nothing, nor
 * does anything after `message_stop` or `error`.
 *
 * Streams against the grammar (claude-api.md §4) lose no text: blocks are appended in the order
 * in which they start, an index that names no open block means the block opened last (some servers
 * count from 1, or repeat 0), and text or thinking without any block opens its own.
 */
export function fold(state: Fold, event: WireEvent): Fold {
  if (state.isDone || state.error !== null) return state
  const step = STEPS.get(event.type)
  return step === undefined ? state : step(state, event)
}

/** Deltas that only append, and the field of what they append. */
const APPENDED: ReadonlyMap<unknown, string> = new Map([
  ['text_delta', 'text'],
  ['thinking_delta', 'thinking'],
  ['input_json_delta', 'partial_json'],
])

/** One event after the other into the fold, like {@link fold}; deltas that follow each other go in at once. */
export function foldMany(state: Fold, events: readonly WireEvent[]): Fold {
  let folded = state
  let last: WireEvent | undefined
  for (const event of events) {
    const joined = last === undefined ? null : joinDeltas(last, event)
    if (joined === null && last !== undefined) folded = fold(folded, last)
    last = joined ?? event
  }
  return last === undefined ? folded : fold(folded, last)
}

/** One delta in the place of two that append to the same block; null where they are none. */
function joinDeltas(first: WireEvent, second: WireEvent): WireEvent | null {
  if (first.type !== 'content_block_delta' || second.type !== first.type) return null
  if (first.index !== second.index || !isRecord(first.delta) || !isRecord(second.delta)) return null
  const { type } = first.delta
  const field = type === second.delta.type ? APPENDED.get(type) : undefined
  if (field === undefined) return null
  const [before, piece] = [first.delta[field], second.delta[field]]
  if (typeof before !== 'string' || typeof piece !== 'string') return null
  return { type: first.type, index: first.index, delta: { type, [field]: before + piece } }
}

const BLANK_MESSAGE: WireMessage = {
  id: '',
  type: 'message',
  role: 'assistant',
  model: '',
  content: [],
  stop_reason: null,
  stop_sequence: null,
  usage: {},
}

function startMessage(state: Fold, { message }: WireEvent): Fold {
  if (state.message !== null) return state
  if (!isRecord(message)) return { ...state, message: BLANK_MESSAGE }
  const { id, model, content, stop_reason, stop_sequence, usage } = message
  return {
    ...state,
    message: {
      ...message,
      id: typeof id === 'string' ? id : '',
      type: 'message',
      role: 'assistant',
      model: typeof model === 'string' ? model : '',
      content: Array.isArray(content) ? content.filter(isBlockShape) : [],
      stop_reason: typeof stop_reason === 'string' ? stop_reason : null,
      stop_sequence: typeof stop_sequence === 'string' ? stop_sequence : null,
      usage: mergeUsage({}, usage),
    },
  }
}

function startBlock(state: Fold, event: WireEvent): Fold {
  return isBlockShape(event.content_block) ? openBlock(state, event.content_block) : state
}

function foldDelta(state: Fold, { index, delta }: WireEvent): Fold {
  if (!isRecord(delta)) return state
  if (delta.type === 'input_json_delta') return foldInputJson(state, index, delta.partial_json)
  const rule = DELTA_RULES.get(delta.type)
  if (rule === undefined) return state
  const at = findBlock(state, index, rule.accepts)
  const block = blockAt(state, at)
  if (block !== undefined) return replaceBlock(state, at, rule.apply(block, delta))
  if (rule.opens === null) return state
  const opened = rule.apply(rule.opens, delta)
  return opened === rule.opens ? state : openBlock(state, opened)
}

function foldInputJson(state: Fold, index: unknown, piece: unknown): Fold {
  const at = findBlock(state, index, takesInput)
  if (at === -1 || typeof piece !== 'string') return state
  const raw = (state.partialJson[at] ?? '') + piece
  return { ...state, partialJson: { ...state.partialJson, [at]: raw } }
}

function stopBlock(state: Fold, { index }: WireEvent): Fold {
  const at = findBlock(state, index, () => true)
  if (!state.open.includes(at)) return state
  const { [at]: raw = '', ...partialJson } = state.partialJson
  const open = state.open.filter((other) => other !== at)
  return replaceBlock({ ...state, open, partialJson }, at, withInput(blockAt(state, at), raw))
}

/** The block with its input parsed. No text at all leaves the start's placeholder `{}`. */
function withInput(block: Block | undefined, raw: string): Block | undefined {
  if (block === undefined || !takesInput(block)) return block
  if (raw.trim() !== '') return { ...block, input: parseRecord(raw) ?? { [INVALID_JSON_KEY]: raw } }
  return isRecord(block.input) ? block : { ...block, input: {} }
}

/** Fields that a `message_delta` cannot change, whatever it holds. */
const FIXED: ReadonlySet<string> = new Set(['id', 'type', 'role', 'model', 'content', 'usage'])

/** Fields whose latest value counts even when it is null; elsewhere a null keeps what was there. */
const STOP_FIELDS: ReadonlySet<string> = new Set(['stop_reason', 'stop_sequence', 'stop_details'])

function foldMessageDelta(state: Fold, event: WireEvent): Fold {
  const { message } = state
  if (message === null) return state
  // Beta fields such as `context_management` stand beside `delta`.
  const { type: _type, delta, usage, ...beside } = event
  const changes = Object.entries({ ...beside, ...(isRecord(delta) ? delta : {}) }).filter(
    ([key, value]) =>
      !FIXED.has(key) && (value !== null || STOP_FIELDS.has(key) || !Object.hasOwn(message, key)),
  )
  const merged = { ...message, ...Object.fromEntries(changes) }
  const { stop_reason, stop_sequence } = merged
  return {
    ...state,
    message: {
      ...merged,
      stop_reason: typeof stop_reason === 'string' ? stop_reason : null,
      stop_sequence: typeof stop_sequence === 'string' ? stop_sequence : null,
      usage: mergeUsage(message.usage, usage),
    },
  }
}

/** Blocks that a careless server left open are finished with the message. A stop of nothing is no answer. */
function stopMessage(state: Fold): Fold {
  if (state.message === null) return state
  const closed = state.open.reduce(
    (before, index) => stopBlock(before, { type: 'content_block_stop', index }),
    state,
  )
  return { ...closed, isDone: true }
}

function foldError(state: Fold, event: WireEvent): Fold {
  const type = 'api_error'
  const message = 'The stream ended with an error that it did not describe.'
  return { ...state, error: readWireError(event.error, type) ?? { type, message } }
}

function findBlock(state: Fold, index: unknown, accepts: (block: Block) => boolean): number {
  const named = typeof index === 'number' ? index : -1
  const last = state.open.at(-1) ?? -1
  const takes = (at: number) => {
    const block = blockAt(state, at)
    return block !== undefined && accepts(block)
  }
  if (state.open.includes(named) && takes(named)) return named
  if (takes(last)) return last
  return takes(named) ? named : -1
}

function blockAt(state: Fold, at: number): Block | undefined {
  return state.message?.content[at]
}

function openBlock(state: Fold, block: Block): Fold {
  const message = state.message ?? BLANK_MESSAGE
  return {
    ...state,
    open: [...state.open, message.content.length],
    message: {
      ...message,
      content: [...message.content, block],
      ...modelOf(block),
    },
  }
}

/** A `fallback` block (beta) names the model that answers from here on; the SDK relabels the message too. */
function modelOf({ type, to }: Block): { model?: string } {
  return type === 'fallback' && isRecord(to) && typeof to.model === 'string'
    ? { model: to.model }
    : {}
}

function replaceBlock(state: Fold, at: number, block: Block | undefined): Fold {
  const { message } = state
  if (message === null || block === undefined || message.content[at] === block) return state
  return { ...state, message: { ...message, content: message.content.with(at, block) } }
}

const TOOL_TYPES: ReadonlySet<string> = new Set(['tool_use', 'server_tool_use', 'mcp_tool_use'])

function takesInput(block: Block): boolean {
  return TOOL_TYPES.has(block.type) || isRecord(block.input)
}

function isBlockShape(value: unknown): value is Block {
  return isRecord(value) && typeof value.type === 'string'
}
