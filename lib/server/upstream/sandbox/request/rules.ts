import 'server-only'
import type { Rule } from './rule'
import { SAMPLING_RULES } from './rules-sampling'
import { THINKING_RULES } from './rules-thinking'
import { TOOL_RULES } from './rules-tools'
import { TURN_RULES } from './rules-turns'

const belowCap: Rule = ({ body, model }) =>
  body.max_tokens !== undefined && model.maxOutput !== null && body.max_tokens > model.maxOutput
    ? `max_tokens: ${body.max_tokens} > ${model.maxOutput}, which is the maximum allowed number of output tokens for ${model.id}`
    : null

/** `max_tokens: 0` only warms the cache (§2.1). */
const nothingToThinkWith: Rule = ({ body }) =>
  body.max_tokens === 0 && body.thinking?.type === 'enabled'
    ? 'max_tokens: 0 cannot be combined with thinking'
    : null

const visibleStops: Rule = ({ body }) =>
  body.stop_sequences?.some((sequence) => sequence.trim() === '') === true
    ? 'stop_sequences: each stop sequence must contain non-whitespace'
    : null

/** What the shape cannot say, in the order in which it is looked at. */
export const RULES: readonly Rule[] = [
  belowCap,
  nothingToThinkWith,
  visibleStops,
  ...SAMPLING_RULES,
  ...THINKING_RULES,
  ...TURN_RULES,
  ...TOOL_RULES,
]
