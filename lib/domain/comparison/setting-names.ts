import type { SettingName } from './overrides'

/** Settings that have no name on the wire: a person's language names them. */
export const UNWIRED = ['upstream', 'prefill', 'loop', 'patch', 'carried'] as const
type Unwired = (typeof UNWIRED)[number]

/** What the other settings are called on the wire. */
export const WIRE_NAMES: Readonly<Record<Exclude<SettingName, Unwired>, string>> = {
  apiVersion: 'anthropic-version',
  model: 'model',
  maxTokens: 'max_tokens',
  system: 'system',
  systemBlocks: 'system',
  temperature: 'temperature',
  topP: 'top_p',
  topK: 'top_k',
  stopSequences: 'stop_sequences',
  thinkingType: 'thinking.type',
  budgetTokens: 'thinking.budget_tokens',
  thinkingDisplay: 'thinking.display',
  effort: 'effort',
  stream: 'stream',
  tools: 'tools',
  toolChoice: 'tool_choice',
  parallelTools: 'tool_choice.disable_parallel_tool_use',
  cacheTtl: 'cache_control',
  outputSchema: 'output_config.format',
  metadataUserId: 'metadata.user_id',
  serviceTier: 'service_tier',
  speed: 'speed',
  betas: 'anthropic-beta',
}

/** True for a setting without a name on the wire. */
export function isUnwired(name: SettingName): name is Unwired {
  return UNWIRED.some((one) => one === name)
}
