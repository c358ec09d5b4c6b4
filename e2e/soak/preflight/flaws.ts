import type { Block } from '@/lib/wire/types'
import type { Flaw } from './flaw'
import { MEDIA_FLAWS } from './media-flaws'
import { mark, say, WEATHER } from './panel-request'
import { TURN_FLAWS } from './turn-flaws'

/** One that sets fields of the body. */
const fields = (name: string, change: Record<string, unknown>, model?: string): Flaw => ({
  name,
  ...(model === undefined ? {} : { model }),
  apply: ({ body }) => {
    Object.assign(body, change)
  },
})

const effort = (level: string) => ({ output_config: { effort: level } })
const format = (schema: unknown) => ({ output_config: { format: { type: 'json_schema', schema } } })
const tools = (...list: unknown[]) => ({ tools: list, tool_choice: { type: 'auto' } })
const strict = (schema: Record<string, unknown>) =>
  tools({ ...WEATHER, strict: true, input_schema: { type: 'object', ...schema } })

const OPUS_5 = 'claude-opus-5'
const SONNET_4 = 'claude-sonnet-4-20250514'
const SONNET_46 = 'claude-sonnet-4-6'
const NEWEST = 'claude-opus-5-5'

const FIELD_FLAWS: readonly Flaw[] = [
  fields('an unknown model', { model: 'claude-9' }),
  fields('a retired model', { model: 'claude-opus-4-1-20250805' }),
  fields('max_tokens above most caps', { max_tokens: 128_001 }),
  fields('max_tokens above an old cap', { max_tokens: 64_001 }, SONNET_4),
  fields('no max_tokens', { max_tokens: undefined }),
  fields('max_tokens 0', { max_tokens: 0 }),
  fields('max_tokens 0 and thinking', {
    ...{ max_tokens: 0, thinking: { type: 'enabled', budget_tokens: 1024 } },
  }),
  fields('max_tokens in words', { max_tokens: 'many' }),
  fields('a low temperature', { temperature: 0.5 }),
  fields('a low temperature on a new model', { temperature: 0.5 }, NEWEST),
  fields('temperature and top_p', { temperature: 0.5, top_p: 0.5 }, SONNET_4),
  fields('too high a temperature', { temperature: 1.5 }),
  fields('a negative top_k', { top_k: -1 }),
  fields('top_p in text', { top_p: '0.5' }),
  ...[{ temperature: 0.5 }, { top_k: 5 }, { top_p: 0.5 }].map((change) =>
    fields(
      `${Object.keys(change)} with thinking`,
      { temperature: null, top_p: null, top_k: null, thinking: { type: 'adaptive' }, ...change },
      SONNET_46,
    ),
  ),
  {
    name: 'sampling in the new version',
    apply: (draft) => {
      draft.version = '2026-10-21'
      draft.body.temperature = 1
    },
  },
  fields('thinking by budget', {
    ...{ max_tokens: 3000, thinking: { type: 'enabled', budget_tokens: 2000 } },
  }),
  fields('a budget above max_tokens', {
    ...{ max_tokens: 2000, thinking: { type: 'enabled', budget_tokens: 2000 } },
  }),
  fields('a small budget', { thinking: { type: 'enabled', budget_tokens: 100 } }),
  fields('no budget', { thinking: { type: 'enabled' } }),
  fields('adaptive thinking', { thinking: { type: 'adaptive' } }),
  fields('no thinking', { thinking: { type: 'disabled' } }),
  fields('thinking between tools', { thinking: { type: 'between_tools' } }),
  fields('a strange display', { thinking: { type: 'adaptive', display: 'loud' } }),
  fields('a binding without its beta', {
    thinking: { type: 'adaptive', block_binding: { prefix_mismatch_behavior: 'drop_block' } },
  }),
  ...['low', 'xhigh', 'max', 'utmost'].map((level) => fields(`effort ${level}`, effort(level))),
  fields('effort without thinking', { thinking: { type: 'disabled' }, ...effort('max') }, OPUS_5),
  fields('effort xhigh on an older model', effort('xhigh'), SONNET_46),
  fields('a blank stop sequence', { stop_sequences: ['END', ' \n'] }),
  fields('an empty block of system', { system: [say('Be brief.'), say('')] }),
  fields('fast mode', { speed: 'fast' }),
  fields('fast mode without its beta', { speed: 'fast' }, OPUS_5),
  {
    name: 'fast mode with its beta',
    model: OPUS_5,
    apply: (draft) => {
      draft.body.speed = 'fast'
      draft.betas.push('fast-mode-2026-02-01')
    },
  },
  fields('a strange tier', { service_tier: 'best' }),
  fields('a long user id', { metadata: { user_id: 'u'.repeat(257) } }),
  fields('more metadata', { metadata: { user_id: 'u', mood: 'good' } }),
  fields('an unknown field', { colour: 'red' }),
  fields('a field of a beta', { context_management: { edits: [] } }),
  {
    name: 'a field with its beta',
    apply: (draft) => {
      draft.body.context_management = { edits: [] }
      draft.betas.push('context-management-2025-06-27')
    },
  },
  fields('the old name of the format', { output_format: null }),
  {
    name: 'the old name with its beta',
    apply: (draft) => {
      const schema = { type: 'object', properties: {} }
      Object.assign(draft.body, {
        output_config: {},
        output_format: { type: 'json_schema', schema },
      })
      draft.betas.push('structured-outputs-2025-11-13')
    },
  },
  fields('a thread', { thread: { id: 'thread_1' } }),
]

const TOOL_FLAWS: readonly Flaw[] = [
  fields('a blank in a name', tools({ ...WEATHER, name: 'get weather' })),
  fields('two tools of one name', tools(WEATHER, WEATHER)),
  fields('a tool without a schema', tools({ name: 'bare' })),
  fields('a tool of an unknown type', tools({ type: 'teleport_20260101', name: 'teleport' })),
  fields('a typed tool by another name', tools({ type: 'bash_20250124', name: 'shell' })),
  fields(
    'a schema that is none',
    tools({ ...WEATHER, input_schema: { type: 'object', properties: 3 } }),
  ),
  fields('an open strict schema', strict({ properties: {} })),
  fields(
    'a bounded strict schema',
    strict({
      properties: { days: { type: 'integer', minimum: 1 } },
      additionalProperties: false,
    }),
  ),
  fields(
    'a recursive strict schema',
    strict({
      properties: { next: { $ref: '#' } },
      additionalProperties: false,
    }),
  ),
  fields(
    'computer use without its beta',
    tools({
      type: 'computer_20250124',
      name: 'computer',
      display_width_px: 800,
      display_height_px: 600,
    }),
  ),
  {
    name: 'computer use with its beta',
    model: NEWEST,
    apply: (draft) => {
      const size = { display_width_px: 800, display_height_px: 600 }
      Object.assign(draft.body, tools({ type: 'computer_20250124', name: 'computer', ...size }))
      draft.betas.push('computer-use-2025-01-24')
    },
  },
  fields('a choice without tools', { tools: [], tool_choice: { type: 'auto' } }),
  fields('a choice of no tool there is', {
    ...tools(WEATHER),
    tool_choice: { type: 'tool', name: 'nothing' },
  }),
  fields('a forced tool', { ...tools(WEATHER), tool_choice: { type: 'any' } }),
  fields(
    'a forced tool on a new model',
    { ...tools(WEATHER), tool_choice: { type: 'any' } },
    NEWEST,
  ),
  fields(
    'a forced tool and thinking',
    {
      ...tools(WEATHER),
      tool_choice: { type: 'tool', name: WEATHER.name },
      max_tokens: 3000,
      thinking: { type: 'enabled', budget_tokens: 1024 },
    },
    SONNET_46,
  ),
]

const OPEN = { type: 'object', properties: { city: { type: 'string' } } }
const node = { type: 'object', properties: { next: { $ref: '#' } }, additionalProperties: false }

const OUTPUT_FLAWS: readonly Flaw[] = [
  fields('an open schema', format(OPEN)),
  fields('a bounded schema', format({ type: 'array', items: { type: 'string' }, minItems: 3 })),
  fields('a recursive schema', format(node)),
  fields('a schema with a far $ref', format({ $ref: 'https://example.org/s.json' })),
  fields('a schema with a $ref to what each object has', format({ $ref: '#/__proto__' })),
  fields('a broken schema', format({ type: 'objekt' })),
  fields('a schema on an old model', format({ ...OPEN, additionalProperties: false }), SONNET_4),
]

const cached = (ttl: '5m' | '1h'): Block => ({ ...say('Be brief.'), cache_control: mark(ttl) })

const CACHE_FLAWS: readonly Flaw[] = [
  fields('five marks', { system: ['5m', '5m', '5m', '5m', '5m'].map(() => cached('5m')) }),
  fields('an hour behind five minutes', { system: [cached('5m'), cached('1h')] }),
  fields('a mark of two hours', { cache_control: { type: 'ephemeral', ttl: '2h' } }),
]

export const FLAWS: readonly Flaw[] = [
  ...FIELD_FLAWS,
  ...TOOL_FLAWS,
  ...OUTPUT_FLAWS,
  ...CACHE_FLAWS,
  ...TURN_FLAWS,
  ...MEDIA_FLAWS,
]
