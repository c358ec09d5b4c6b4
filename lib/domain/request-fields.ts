import type { Block, MessagesBody } from '@/lib/wire/types'
import type { ChatSettings, SystemBlock, Withholdable } from './chat-settings'
import { mergePatch } from './merge-patch'

/** All that settings say of a request beside its turns, as on the wire; what is not chosen is absent. */
export function fieldsOf(
  settings: ChatSettings,
  withheld: ReadonlySet<Withholdable>,
): Record<string, unknown> {
  const { metadataUserId, serviceTier, speed, cacheTtl } = settings
  return {
    ...prefixOf(settings),
    ...toolChoiceOf(settings, withheld),
    ...(metadataUserId === null ? {} : { metadata: { user_id: metadataUserId } }),
    ...present('service_tier', serviceTier),
    ...present('speed', speed),
    ...(cacheTtl === null ? {} : { cache_control: cacheControl(cacheTtl) }),
    ...parameters(settings, withheld),
  }
}

/** What stands before the turns, and what returned thinking is bound to (claude-api.md §2.4). */
export function prefixOf({ system, systemBlocks, tools }: ChatSettings): Record<string, unknown> {
  const blocks = systemBlocks?.filter(({ text }) => text.trim() !== '').map(toBlock) ?? null
  const said = blocks ?? system
  return {
    ...(said.length === 0 ? {} : { system: said }),
    ...(tools.length === 0 ? {} : { tools: tools.map(({ definition }) => definition) }),
  }
}

/** The body with the patch over it; its own fields keep their places. */
export function withPatch(body: MessagesBody, patch: ChatSettings['patch']): MessagesBody {
  if (patch === null) return body
  const { model, max_tokens, messages, stream } = body
  const merged = mergePatch(body, patch)
  // What the patch may not say is what it was; `max_tokens` it may.
  return { max_tokens, ...merged, model, messages, ...(stream === undefined ? {} : { stream }) }
}

function toBlock({ text, ttl }: SystemBlock): Block {
  return { type: 'text', text, ...(ttl === null ? {} : { cache_control: cacheControl(ttl) }) }
}

/** Five minutes are what the API takes without being told. */
function cacheControl(ttl: NonNullable<SystemBlock['ttl']>) {
  return ttl === '5m' ? { type: 'ephemeral' } : { type: 'ephemeral', ttl }
}

/** A choice without tools to choose from is refused. */
function toolChoiceOf(
  { tools, toolChoice, parallelTools }: ChatSettings,
  withheld: ReadonlySet<Withholdable>,
) {
  const asked = withheld.has('toolChoice') ? null : toolChoice
  if (tools.length === 0 || (asked === null && parallelTools)) return {}
  const chosen = asked ?? 'auto'
  const choice = typeof chosen === 'string' ? { type: chosen } : { type: 'tool', name: chosen.tool }
  const isSingle = !parallelTools && chosen !== 'none'
  return { tool_choice: { ...choice, ...(isSingle ? { disable_parallel_tool_use: true } : {}) } }
}

function parameters(settings: ChatSettings, withheld: ReadonlySet<Withholdable>) {
  const get = <Name extends Withholdable>(name: Name): ChatSettings[Name] | null =>
    withheld.has(name) ? null : settings[name]
  const type = get('thinkingType')
  const sequences = get('stopSequences') ?? []
  const thinking = {
    type,
    ...present('budget_tokens', get('budgetTokens')),
    ...present('display', get('thinkingDisplay')),
  }
  const output = {
    ...present('effort', get('effort')),
    ...(settings.outputSchema === null
      ? {}
      : { format: { type: 'json_schema', schema: settings.outputSchema } }),
  }
  return {
    ...present('temperature', get('temperature')),
    ...present('top_p', get('topP')),
    ...present('top_k', get('topK')),
    ...(sequences.length === 0 ? {} : { stop_sequences: sequences }),
    ...(type === null ? {} : { thinking }),
    ...(Object.keys(output).length === 0 ? {} : { output_config: output }),
  }
}

function present(name: string, value: number | string | null): Record<string, number | string> {
  return value === null ? {} : { [name]: value }
}
