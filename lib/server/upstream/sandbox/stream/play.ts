import 'server-only'
import { ApiError } from '@/lib/wire/errors'
import type { WireEvent } from '@/lib/wire/types'
import { UpstreamError } from '../../sink'
import {
  type Answer,
  cumulativeUsage,
  emptyMessage,
  type Fault,
  type Thought,
} from '../answer/answer'
import type { Pace } from './pace'

/** Silence longer than this is broken by a ping; 15 s are promised (claude-api.md §13, item 45). */
const PING_AFTER_MS = 10_000

const PING: WireEvent = { type: 'ping' }

/**
 * An answer as the stream grammar of claude-api.md §4, one event at a time, at its pace. Throws
 * where a directive wants a fault: an ApiError, or the end of the connection.
 */
export async function* playAnswer(answer: Answer, pace: Pace): AsyncGenerator<WireEvent> {
  const { thought, text } = answer
  yield { type: 'message_start', message: emptyMessage(answer) }
  if (thought !== null) yield* playThought(thought, pace)
  const index = thought === null ? 0 : 1
  if (text.length > 0) {
    const block = { type: 'text', text: '', citations: null }
    yield { type: 'content_block_start', index, content_block: block }
    if (index === 0) yield PING
  }
  yield* playText(answer, index, pace)
  if (text.length > 0) yield { type: 'content_block_stop', index }
  yield {
    type: 'message_delta',
    delta: {
      stop_reason: answer.stopReason,
      stop_sequence: answer.stopSequence,
      stop_details: null,
      container: null,
    },
    usage: cumulativeUsage(answer),
  }
  yield { type: 'message_stop' }
}

/** The first block, where there is a thought. */
async function* playThought(thought: Thought, pace: Pace): AsyncGenerator<WireEvent> {
  const { tokens, isShown, signature } = thought
  const block = { type: 'thinking', thinking: '', signature: '' }
  yield { type: 'content_block_start', index: 0, content_block: block }
  yield PING
  let quietSince = performance.now()
  for (let at = 0; at < tokens.length; ) {
    const end = at + (await pace.next(tokens.length - at))
    const thinking = tokens.slice(at, end).join('')
    at = end
    if (isShown) {
      yield { type: 'content_block_delta', index: 0, delta: { type: 'thinking_delta', thinking } }
    } else if (performance.now() - quietSince >= PING_AFTER_MS) {
      yield PING
      quietSince = performance.now()
    }
  }
  yield { type: 'content_block_delta', index: 0, delta: { type: 'signature_delta', signature } }
  yield { type: 'content_block_stop', index: 0 }
}

/** The text's deltas, with the faults between them; those beyond its end strike there. */
async function* playText(answer: Answer, index: number, pace: Pace): AsyncGenerator<WireEvent> {
  const { text: tokens, faults } = answer
  let at = 0
  for (const fault of [...faults, null]) {
    const until = Math.min(fault?.after ?? tokens.length, tokens.length)
    while (at < until) {
      const end = at + (await pace.next(until - at))
      const text = tokens.slice(at, end).join('')
      at = end
      yield { type: 'content_block_delta', index, delta: { type: 'text_delta', text } }
    }
    if (fault !== null) await strike(fault, pace)
  }
}

async function strike(fault: Fault, pace: Pace): Promise<void> {
  if (fault.kind === 'stall') return pace.pause(fault.seconds)
  if (fault.kind === 'cut') {
    throw new UpstreamError('cut', 'The sandbox cut the connection, as a directive asked.')
  }
  throw directiveError(fault.status)
}

/** The error that a directive asks for. */
export function directiveError(status: number, headers: Record<string, string> = {}): ApiError {
  return new ApiError(status, `The sandbox answers ${status} because a directive asked for it.`, {
    headers,
  })
}
