import 'server-only'
import { EFFORT_LEVELS } from '@/lib/domain/models-row'
import type { Asked, Rule } from './rule'

/** What a model accepts in `thinking` and `output_config` (claude-api.md §2.4, §2.5). */

/** Manual thinking goes on between calls of tools only in a beta. */
export const isInterleaved = (betas: Asked['betas']) => betas.has('interleaved-thinking-2025-05-14')

const knownType: Rule = ({ body, model }) => {
  const type = body.thinking?.type
  if (type === undefined || model.thinking.types.includes(type)) return null
  const others = model.thinking.types.map((name) => `"${name}"`).join(', ')
  return `"thinking.type.${type}" is not supported for ${model.id}. Supported: ${others}.`
}

/** Between calls of tools a budget is spent over several answers, so that it may be the larger one. */
const budgetBelowMax: Rule = ({ body, betas }) =>
  body.thinking?.type === 'enabled' &&
  body.max_tokens !== undefined &&
  !(isInterleaved(betas) && (body.tools ?? []).length > 0) &&
  body.thinking.budget_tokens >= body.max_tokens
    ? '`max_tokens` must be greater than `thinking.budget_tokens`.'
    : null

const knownEffort: Rule = ({ body, model }) => {
  const effort = body.output_config?.effort
  if (effort == null || model.effort === null || model.effort.includes(effort)) return null
  if (model.effort.length === 0) return `output_config.effort: not supported for ${model.id}`
  return `output_config.effort: '${effort}' is not supported for ${model.id}; use one of ${model.effort.join(', ')}`
}

const effortWithoutThinking: Rule = ({ body, model }) => {
  const type = body.thinking?.type
  const most = model.thinking.offMaxEffort
  const effort = body.output_config?.effort
  if (most === undefined || effort == null) return null
  if (type !== 'disabled' && type !== 'between_tools') return null
  return EFFORT_LEVELS.indexOf(effort) > EFFORT_LEVELS.indexOf(most)
    ? `output_config.effort: '${effort}' needs thinking on ${model.id}; without it '${most}' is the highest`
    : null
}

/** Its shape is known to the beta only. */
const bindingOfBeta: Rule = ({ body: { thinking }, betas, isStrict }) =>
  isStrict &&
  thinking !== undefined &&
  'block_binding' in thinking &&
  !betas.has('thinking-binding-controls-2026-08-01')
    ? `thinking.${thinking.type}.block_binding: Extra inputs are not permitted`
    : null

export const THINKING_RULES: readonly Rule[] = [
  knownType,
  budgetBelowMax,
  knownEffort,
  effortWithoutThinking,
  bindingOfBeta,
]
