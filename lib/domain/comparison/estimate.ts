import type { WireMessage } from '@/lib/wire/types'
import type { ChatSettings } from '../chat-settings'
import { type Conversation, pathTo } from '../conversation'
import { costOfUsage, promptOf } from '../cost'
import type { Prices } from '../prices'
import type { Run } from '../run'
import { estimateTokens, outputTokens } from '../token-estimate'
import { runsOf, type Segment, segmentsOf } from './segments'

/** About what a turn costs, USD. */
export interface TurnCost {
  /** If nothing were answered. */
  least: number
  /** If the answer took all tokens that it may. */
  most: number
  /** If it were as long as the answers before it; null where there are none. */
  likely: number | null
}

/**
 * About what a turn would cost in a column: the prompt is what its last run was sent and answered, and
 * what stands in the box. Null where the model has no price.
 */
export function estimateTurn(
  settings: ChatSettings,
  conversation: Conversation | undefined,
  text: string,
  prices: Prices,
): TurnCost | null {
  const runs = runsInView(conversation)
  const last = runs.at(-1)?.message
  const before =
    last == null
      ? estimateTokens(systemBlocks(settings))
      : promptOf(last.usage) + (last.usage.output_tokens ?? 0)
  const input = before + estimateTokens([{ type: 'text', text }])
  const outputs = runs.flatMap(({ message }) => message?.usage.output_tokens ?? [])
  const usual =
    outputs.length === 0 ? null : outputs.reduce((sum, count) => sum + count, 0) / outputs.length
  return costOfTurn(settings, { input, output: usual }, prices)
}

/**
 * About what it would cost to ask a column everything again that it was asked: each question with what it
 * was sent with, and answered as long as it was. Where that was not counted, by the lengths of the texts.
 * Null where the model has no price.
 */
export function estimateAgain(
  settings: ChatSettings,
  conversation: Pick<Conversation, 'messages' | 'runs' | 'headId'> | undefined,
  prices: Prices,
): TurnCost | null {
  if (conversation === undefined) return null
  const { messages, runs, headId } = conversation
  let before = estimateTokens(systemBlocks(settings))
  const turns = segmentsOf(pathTo(messages, headId)).flatMap((segment) => {
    const asked = before + estimateTokens(segment.question?.content ?? [])
    const said = outputIn(segment, runs)
    before = asked + said
    if (segment.question === null) return []
    const counted = countsIn(segment, runs)
    // What failed before it was answered may be answered now, in a length that nobody knows.
    return counted.length > 0 ? counted : { input: asked, output: said === 0 ? null : said }
  })
  return addEstimates(turns.map((turn) => costOfTurn(settings, turn, prices)))
}

interface Tokens {
  input: number
  /** Null = unknown. */
  output: number | null
}

function costOfTurn(
  { model, maxTokens }: ChatSettings,
  { input, output }: Tokens,
  prices: Prices,
): TurnCost | null {
  const cost = (tokens: number) => {
    const found = costOfUsage(model, { input_tokens: input, output_tokens: tokens }, prices)
    return found.isKnown ? found.usd : null
  }
  const [least, most] = [cost(0), cost(maxTokens)]
  if (least === null || most === null) return null
  return { least, most, likely: output === null ? null : cost(output) }
}

/** What the upstream has counted, by run. */
function countsIn(segment: Segment, runs: readonly Run[]): Tokens[] {
  return runsOf(segment, runs).flatMap(({ message }) =>
    message?.usage.input_tokens == null
      ? []
      : { input: promptOf(message.usage), output: outputOf(message) },
  )
}

function outputIn(segment: Segment, runs: readonly Run[]): number {
  const counted = runsOf(segment, runs).flatMap(({ message }) => message ?? [])
  const written = segment.answers.map(({ content }) => estimateTokens(content ?? []))
  return [...counted.map(outputOf), ...written].reduce((sum, count) => sum + count, 0)
}

function outputOf({ content, usage, stop_reason: reason }: WireMessage): number {
  return outputTokens(content, usage.output_tokens, reason !== null).count
}

/** Several turns together; null where any of them is unknown. */
export function addEstimates(parts: readonly (TurnCost | null)[]): TurnCost | null {
  const known = parts.filter((part) => part !== null)
  if (known.length < parts.length) return null
  const likely = known.map((part) => part.likely)
  return {
    least: known.reduce((sum, part) => sum + part.least, 0),
    most: known.reduce((sum, part) => sum + part.most, 0),
    likely: likely.includes(null) ? null : likely.reduce<number>((sum, one) => sum + (one ?? 0), 0),
  }
}

function runsInView(conversation: Conversation | undefined): Run[] {
  if (conversation === undefined) return []
  const path = pathTo(conversation.messages, conversation.headId)
  const ids = new Set(path.map(({ runId }) => runId))
  return conversation.runs.filter(({ id }) => ids.has(id))
}

function systemBlocks({ system, systemBlocks: blocks }: ChatSettings) {
  const texts = blocks === null ? [system] : blocks.map(({ text }) => text)
  return texts.map((text) => ({ type: 'text', text }))
}
