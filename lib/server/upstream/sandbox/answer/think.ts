import 'server-only'
import type { Asked } from '../request/rule'
import type { MessagesBody } from '../request/schema'
import { splitTokens } from '../tokens'
import type { AnswerBlock } from './answer'
import { fillerTokens } from './filler'
import { type Language, measure } from './measure'
import { signThinking } from './signature'
import { TEXTS } from './texts'

/**
 * The thought before the answer, or null where none is due: by the request's `thinking`, else by the
 * model's habit (claude-api.md §2.4). `tokens` is a directive's number of them; it also makes a model
 * think that would not unasked, but none that was told not to.
 */
export function think(
  { body, model }: Asked<MessagesBody>,
  said: { text: string; turn: number; language: Language; tokens: number | null },
): Extract<AnswerBlock, { kind: 'thinking' }> | null {
  const { thinking } = body
  const isAllowed =
    thinking === undefined || thinking.type === 'enabled' || thinking.type === 'adaptive'
  const isDue = thinking !== undefined || model.thinking.isDefault || said.tokens !== null
  if (!isAllowed || !isDue) return null
  const most = Math.min(
    body.max_tokens,
    thinking?.type === 'enabled' ? thinking.budget_tokens : body.max_tokens,
    said.tokens ?? body.max_tokens,
  )
  const tokens =
    said.tokens === null
      ? splitTokens(TEXTS[said.language].thought(measure(said.text), said.turn), most)
      : fillerTokens(most, said.language)
  if (tokens.length === 0) return null
  const display =
    (thinking !== undefined && 'display' in thinking ? thinking.display : null) ??
    model.thinking.display
  return {
    kind: 'thinking',
    tokens,
    isShown: display === 'summarized',
    signature: signThinking(model.id, tokens.join('')),
  }
}
