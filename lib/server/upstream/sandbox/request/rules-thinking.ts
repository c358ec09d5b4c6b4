import 'server-only'
import { EFFORT_LEVELS } from '@/lib/domain/models-row'
import type { Rule } from './rule'

/** What a model accepts in `thinking` and `output_config` (claude-api.md §2.4, §2.5). */

const knownType: Rule = ({ body, model }) => {
  const type = body.thinking?.type
  if (type === undefined || model.thinking.types.includes(type)) return null
  const others = model.thinking.types.map((name) => `"${name}"`).join(', ')
  return `"thinking.type.${type}" is not supported for ${model.id}. Supported: ${others}.`
}

const budgetBelowMax: Rule = ({ body }) =>
  body.thinking?.type === 'enabled' &&
  body.max_tokens !== undefined &&
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

const knownFormat: Rule = ({ body, model }) =>
  body.output_config?.format != null && !model.hasStructuredOutputs
    ? `output_config.format: not supported for ${model.id}`
    : null

export const THINKING_RULES: readonly Rule[] = [
  knownType,
  budgetBelowMax,
  knownEffort,
  effortWithoutThinking,
  knownFormat,
]
