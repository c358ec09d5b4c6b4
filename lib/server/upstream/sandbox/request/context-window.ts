import 'server-only'
import { ApiError } from '@/lib/wire/errors'
import type { Asked } from './rule'
import type { MessagesBody } from './schema'

/** Where input and output together meet the model's context (claude-api.md §1.2, §2.1, §3). */

/** Models that `context-1m-2025-08-07` widens. */
const WIDENED: ReadonlySet<string> = new Set([
  'claude-sonnet-4-20250514',
  'claude-sonnet-4-5-20250929',
])

interface OutputBound {
  tokens: number
  /** The stop reason of an answer that the bound cuts. */
  reason: 'max_tokens' | 'model_context_window_exceeded'
}

/** The tokens that a model can hold; without end where no source says. */
function contextOf({ model, betas }: Pick<Asked, 'model' | 'betas'>): number {
  if (WIDENED.has(model.id) && betas.has('context-1m-2025-08-07')) return 1_000_000
  return model.context ?? Number.POSITIVE_INFINITY
}

/** How long an answer may become, and why no longer; throws the 400 where the input is too long. */
export function outputBound(asked: Asked<MessagesBody>, inputTokens: number): OutputBound {
  const { body, model, betas } = asked
  const context = contextOf(asked)
  if (inputTokens > context) {
    throw new ApiError(400, `prompt is too long: ${inputTokens} tokens > ${context} maximum`)
  }
  if (inputTokens + body.max_tokens <= context) {
    return { tokens: body.max_tokens, reason: 'max_tokens' }
  }
  if (model.stopsAtContext || betas.has('model-context-window-exceeded-2025-08-26')) {
    return { tokens: context - inputTokens, reason: 'model_context_window_exceeded' }
  }
  throw new ApiError(
    400,
    `input length and \`max_tokens\` exceed context limit: ${inputTokens} + ${body.max_tokens} > ${context}, decrease input length or \`max_tokens\` and try again`,
  )
}
