import type { Usage } from '@/lib/wire/types'
import type { ChatSettings } from '../chat-settings'
import { type Conversation, pathTo } from '../conversation'
import { promptOf } from '../cost'
import { filesIn } from '../preflight'
import type { Prices } from '../prices'
import { messageTokens, promptTokens } from '../prompt-tokens'
import { buildBody } from '../request'
import type { Run } from '../run'
import { sumKnown } from '../sum-known'
import { costOfRequest, mostOfLoop, pricedOf, stepsOf } from '../sweeps/estimate'
import { estimateTokens } from '../token-estimate'

/** About what a turn costs, USD. */
export interface TurnCost {
  /** If nothing were answered. */
  least: number
  /** If the answer took all tokens that it may, in each step of its tool loop. */
  most: number
  /** If it were as long as the answers before it; null where there are none, or tools may ask for more of them. */
  likely: number | null
}

/**
 * About what a turn would cost in a column: its prompt is what the upstream counted last in view, and of what
 * stands after that the length of the texts. Null where files stand there, and as {@link costOfTurn} says.
 */
export function estimateTurn(
  settings: ChatSettings,
  conversation: Conversation | undefined,
  text: string,
  prices: Prices,
): TurnCost | null {
  const path = conversation === undefined ? [] : pathTo(conversation.messages, conversation.headId)
  const runs = new Map(conversation?.runs.map((run) => [run.id, run]))
  const usages = path.map(({ runId }) => countedUsage(runs.get(runId ?? '')))
  const last = usages.findLastIndex((usage) => usage !== null)
  const counted = usages[last] ?? null
  const rest = buildBody(path.slice(last + 1), runs, settings)
  if (filesIn(rest) !== '') return null
  const input =
    (counted === null
      ? promptTokens(rest)
      : promptOf(counted) + (counted.output_tokens ?? 0) + messageTokens(rest.messages)) +
    estimateTokens([{ type: 'text', text }])
  const outputs = usages.flatMap((usage) => usage?.output_tokens ?? [])
  const isUsual = outputs.length > 0 && stepsOf(settings) === 1
  const usual = outputs.reduce((sum, count) => sum + count, 0) / outputs.length
  return costOfTurn(settings, [{ input, output: isUsual ? usual : null }], prices)
}

/** Of one call. */
export interface TurnTokens {
  input: number
  /** Null = unknown. */
  output: number | null
}

/**
 * What a turn costs that comes to these calls, one after the other. Null where the model has no price, or the
 * upstream runs tools: nobody knows their fees.
 */
export function costOfTurn(
  settings: ChatSettings,
  calls: readonly TurnTokens[],
  prices: Prices,
): TurnCost | null {
  const priced = pricedOf(buildBody([], new Map(), settings))
  const cost = ({ input, output }: TurnTokens) =>
    output === null
      ? null
      : costOfRequest({ input_tokens: input, output_tokens: output }, priced, prices)
  const least = sumKnown(calls.map(({ input }) => cost({ input, output: 0 })))
  const most = mostOfLoop(calls[0]?.input ?? 0, { settings, priced }, prices)
  return least === null || most === null ? null : { least, most, likely: sumKnown(calls.map(cost)) }
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

/** Final only with the reason of the end, which comes in the same event. */
function countedUsage(run: Run | undefined): Usage | null {
  const message = run?.message
  if (message == null || message.stop_reason === null) return null
  return message.usage.input_tokens == null ? null : message.usage
}
