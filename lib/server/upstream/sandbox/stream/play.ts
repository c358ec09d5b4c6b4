import 'server-only'
import type { Block, WireEvent } from '@/lib/wire/types'
import {
  type Answer,
  type AnswerBlock,
  callHead,
  cumulativeUsage,
  emptyMessage,
} from '../answer/answer'
import { createStrikes, type Delta, type Strikes, type Struck } from '../faults/strike'
import { countTokens } from '../tokens'
import type { Framing, RawFrame } from './frames'
import type { Pace } from './pace'

/** Silence longer than this is broken by a ping; 15 s are promised (claude-api.md §13, item 45). */
const PING_AFTER_MS = 10_000

const PING: WireEvent = { type: 'ping' }

/** An event, or what a fault wants on the wire. */
export type Played = WireEvent | RawFrame | Framing

/**
 * An answer as the stream grammar of claude-api.md §4, one event at a time, at its pace. Throws
 * where a fault is wanted: an ApiError, or the end of the connection.
 */
export async function* playAnswer(answer: Answer, pace: Pace): AsyncGenerator<Played> {
  const strikes = createStrikes(answer.faults, pace)
  yield { type: 'message_start', message: emptyMessage(answer) }
  for (const [index, block] of answer.blocks.entries()) {
    yield { type: 'content_block_start', index, content_block: startOf(block) }
    if (index === 0) yield PING
    for await (const played of playBlock(block, pace, strikes)) {
      yield inBlock(index, played)
    }
    // What was to strike beyond the end strikes there, while the last block is open.
    if (index === answer.blocks.length - 1) {
      for await (const struck of strikes.rest()) yield inBlock(index, struck)
    }
    yield { type: 'content_block_stop', index }
  }
  if (answer.blocks.length === 0) {
    for await (const struck of strikes.rest()) if (!isDelta(struck)) yield struck
  }
  yield {
    type: 'message_delta',
    delta: {
      stop_reason: answer.stopReason,
      stop_sequence: answer.stopSequence,
      stop_details: answer.stopDetails,
      container: null,
    },
    usage: cumulativeUsage(answer),
  }
  yield { type: 'message_stop' }
}

function startOf(block: AnswerBlock): Block {
  switch (block.kind) {
    case 'thinking':
      return { type: 'thinking', thinking: '', signature: '' }
    case 'text':
      return { type: 'text', text: '', citations: block.citations.length > 0 ? [] : null }
    case 'call':
      return { ...callHead(block), input: {} }
    default:
      return block.block
  }
}

/** A delta stands in its block; all else stands for itself. */
function inBlock(index: number, played: Struck): Played {
  return isDelta(played) ? { type: 'content_block_delta', index, ...played } : played
}

function isDelta(played: Struck): played is Delta {
  return 'delta' in played && !('type' in played)
}

async function* playBlock(
  block: AnswerBlock,
  pace: Pace,
  strikes: Strikes,
): AsyncGenerator<Struck> {
  if (block.kind === 'thinking') yield* playThought(block, pace)
  else if (block.kind === 'text') yield* playText(block, pace, strikes)
  else if (block.kind === 'call') yield* playCall(block, pace, strikes)
}

async function* playThought(
  { tokens, isShown, signature }: Extract<AnswerBlock, { kind: 'thinking' }>,
  pace: Pace,
): AsyncGenerator<Struck> {
  if (isShown) {
    for (let at = 0; at < tokens.length; ) {
      const end = at + (await pace.next(tokens.length - at))
      yield { delta: { type: 'thinking_delta', thinking: tokens.slice(at, end).join('') } }
      at = end
    }
  } else yield* passUnseen(tokens.length, pace)
  yield { delta: { type: 'signature_delta', signature } }
}

/** Lets tokens pass that nobody sees, with a ping wherever the silence grows long. */
async function* passUnseen(tokens: number, pace: Pace): AsyncGenerator<WireEvent> {
  let quietSince = performance.now()
  for (let left = tokens; left > 0; ) {
    left -= await pace.next(left)
    if (performance.now() - quietSince < PING_AFTER_MS) continue
    yield PING
    quietSince = performance.now()
  }
}

async function* playText(
  { tokens, citations }: Extract<AnswerBlock, { kind: 'text' }>,
  pace: Pace,
  strikes: Strikes,
): AsyncGenerator<Struck> {
  for (let at = 0; at < tokens.length; ) {
    yield* strikes.due()
    const most = Math.min(tokens.length - at, strikes.tokensUntilNext())
    const end = at + (await pace.next(most))
    strikes.pass(end - at)
    yield { delta: { type: 'text_delta', text: tokens.slice(at, end).join('') } }
    at = end
  }
  for (const citation of citations) yield { delta: { type: 'citations_delta', citation } }
}

async function* playCall(
  { fragments }: Extract<AnswerBlock, { kind: 'call' }>,
  pace: Pace,
  strikes: Strikes,
): AsyncGenerator<Struck> {
  yield { delta: { type: 'input_json_delta', partial_json: '' } }
  for (const partial_json of fragments) {
    yield* strikes.due()
    const size = countTokens(partial_json)
    yield* passUnseen(size, pace)
    strikes.pass(size)
    yield { delta: { type: 'input_json_delta', partial_json } }
  }
}
