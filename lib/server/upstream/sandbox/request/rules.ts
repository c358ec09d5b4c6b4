import 'server-only'
import type { Rule } from './rule'
import { knownToABeta } from './rules-betas'
import { breakpoints } from './rules-caching'
import { FORMAT_RULES } from './rules-format'
import { SAMPLING_RULES } from './rules-sampling'
import { THINKING_RULES } from './rules-thinking'
import { TOOL_USE_RULES } from './rules-tool-use'
import { TOOL_RULES } from './rules-tools'
import { TURN_RULES } from './rules-turns'
import { knownSpeed } from './speed'

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
  knownToABeta,
  belowCap,
  nothingToThinkWith,
  visibleStops,
  knownSpeed,
  ...SAMPLING_RULES,
  ...THINKING_RULES,
  ...TURN_RULES,
  ...TOOL_RULES,
  ...TOOL_USE_RULES,
  ...FORMAT_RULES,
  breakpoints,
]
