import 'server-only'
import type { Rule } from './rule'

/** Which sampling parameters pass, by version and model (claude-api.md §2.3). */

const KEYS = ['temperature', 'top_p', 'top_k'] as const
const DEFAULTS = { temperature: 1, top_p: 1, top_k: 0 }

const noneInNewVersion: Rule = ({ body, version }) => {
  if (version === '2023-06-01') return null
  const key = KEYS.find((name) => name in body)
  return key === undefined
    ? null
    : `${key}: sampling parameters are not supported from API version ${version} on; leave the field out`
}

const onlyDefaults: Rule = ({ body, model }) => {
  if (model.sampling === 'free') return null
  const key = KEYS.find((name) => body[name] != null && body[name] !== DEFAULTS[name])
  return key === undefined ? null : `${key}: ${model.id} accepts the default value only`
}

const notBoth: Rule = ({ body }) =>
  body.temperature != null && body.top_p != null
    ? '`temperature` and `top_p` cannot both be specified for this model. Please use only one.'
    : null

const besidesThinking: Rule = ({ body }) => {
  if (body.thinking?.type !== 'enabled' && body.thinking?.type !== 'adaptive') return null
  if (body.temperature != null && body.temperature !== DEFAULTS.temperature) {
    return '`temperature` may only be set to 1 when thinking is enabled.'
  }
  if (body.top_k != null) return '`top_k` must be unset when thinking is enabled.'
  return body.top_p != null && body.top_p < 0.95
    ? '`top_p` must be greater than or equal to 0.95 or unset when thinking is enabled.'
    : null
}

export const SAMPLING_RULES: readonly Rule[] = [
  noneInNewVersion,
  onlyDefaults,
  notBoth,
  besidesThinking,
]
