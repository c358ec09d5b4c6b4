import type { ChatSettings } from '../chat-settings'
import { type Conversation, pathTo } from '../conversation'
import { costOfUsage, promptOf } from '../cost'
import type { Prices } from '../prices'
import type { Run } from '../run'
import { estimateTokens } from '../token-estimate'

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
  const cost = (output: number) => {
    const found = costOfUsage(
      settings.model,
      { input_tokens: input, output_tokens: output },
      prices,
    )
    return found.isKnown ? found.usd : null
  }
  const [least, most] = [cost(0), cost(settings.maxTokens)]
  if (least === null || most === null) return null
  return { least, most, likely: usual === null ? null : cost(usual) }
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
