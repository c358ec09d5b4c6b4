import 'server-only'
import type { EffortLevel } from '@/lib/domain/models-row'
import { isInToolLoop } from '../request/merge-turns'
import type { Asked } from '../request/rule'
import { isInterleaved } from '../request/rules-thinking'
import type { MessagesBody } from '../request/schema'
import { splitTokens } from '../tokens'
import type { AnswerBlock } from './answer'
import type { Brief } from './brief'
import { fillerTokens } from './filler'
import { thoughtOn, thoughtOnResults } from './thought-text'

/** How long a thought is by effort; a budget has no say in it but as a bound. */
const SENTENCES: Readonly<Record<EffortLevel, number>> = {
  low: 1,
  medium: 2,
  high: 3,
  xhigh: 4,
  max: 5,
}

/**
 * The thought before the answer, or null where none is due: by the request's `thinking`, else by the
 * model's habit (claude-api.md §2.4). `wanted` is a directive's number of tokens; it also makes a
 * model think that would not unasked, but none that may not think. Signed when the answer is whole.
 */
export function think(
  asked: Asked<MessagesBody>,
  brief: Brief,
  wanted: number | null,
): Extract<AnswerBlock, { kind: 'thinking' }> | null {
  const { body, model } = asked
  const { thinking } = body
  const isLoop = isInToolLoop(body.messages)
  const isDue = thinking !== undefined || model.thinking.isDefault || wanted !== null
  if (!isDue || !mayThink(asked, isLoop)) return null
  const budget = thinking?.type === 'enabled' ? thinking.budget_tokens : body.max_tokens
  const most = Math.min(body.max_tokens, budget, wanted ?? body.max_tokens)
  const tokens =
    wanted === null
      ? splitTokens(textOf(asked, brief, isLoop), most)
      : fillerTokens(most, brief.language)
  if (tokens.length === 0) return null
  const display =
    (thinking !== undefined && 'display' in thinking ? thinking.display : null) ??
    model.thinking.display
  return { kind: 'thinking', tokens, isShown: display === 'summarized', signature: '' }
}

/** Whether thinking may come here: first, and between calls of tools (§2.4). */
function mayThink({ body, betas }: Asked<MessagesBody>, isLoop: boolean): boolean {
  const { thinking, tool_choice: choice } = body
  if (choice?.type === 'any' || choice?.type === 'tool') return false
  switch (thinking?.type) {
    case 'disabled':
      return false
    case 'between_tools':
      return isLoop
    case 'enabled':
      return !isLoop || isInterleaved(betas)
    default:
      return true
  }
}

function textOf({ body, model }: Asked<MessagesBody>, brief: Brief, isLoop: boolean): string {
  if (isLoop && brief.results.length > 0) return thoughtOnResults(brief)
  const effort = body.output_config?.effort ?? model.defaultEffort ?? 'high'
  return thoughtOn(brief, body.tools?.length ?? 0, SENTENCES[effort])
}

/** A thought that comes as unreadable data in the place of one that can be read, at the same cost. */
export function redactedThinking({
  tokens,
}: Extract<AnswerBlock, { kind: 'thinking' }>): AnswerBlock {
  return {
    kind: 'whole',
    block: { type: 'redacted_thinking', data: '' },
    tokens: tokens.length,
  }
}
