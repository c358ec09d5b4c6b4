import type { ApiVersion } from '@/lib/domain/chat-settings'
import { FAST_MODES } from '@/lib/domain/fast-mode'
import type { ModelRow } from '@/lib/domain/models-row'
import type { Block, MessageParam, MessagesBody } from '@/lib/wire/types'
import { between } from '../../harness/upstream/random'
import { pick } from '../random-choice'

/** A request as the panel and the thread make one, and what goes with it. */
export interface Draft {
  model: ModelRow
  version: ApiVersion
  betas: string[]
  body: MessagesBody
}

/** What the requests are about beside themselves. */
export interface World {
  /** Of a text that the sandbox has. */
  fileId: string
}

export interface Chance {
  random: () => number
  /** True in so many of a hundred. */
  in100(percent: number): boolean
}

export function chanceOf(random: () => number): Chance {
  return { random, in100: (percent) => random() * 100 < percent }
}

export const mark = (ttl: '5m' | '1h') =>
  ttl === '5m' ? { type: 'ephemeral' } : { type: 'ephemeral', ttl }
export const say = (text: string): Block => ({ type: 'text', text })

const TEXTS = ['Hello', '你好，请介绍一下潮汐。', 'What is 6 * 7?', ' a\tb ', '😀', '{"a": 1}']
const CLOSED = {
  type: 'object',
  properties: { city: { type: 'string' }, days: { type: 'integer' } },
  required: ['city'],
  additionalProperties: false,
}
export const WEATHER = { name: 'get_weather', description: 'The weather.', input_schema: CLOSED }
/**
 * Each object has what these name, which a careless look-up takes for the request's own. (The screens' door
 * takes nothing that is called `__proto__`.)
 */
const INHERITED = ['constructor', 'toString', 'valueOf', 'hasOwnProperty']
const ODD = {
  ...{ type: 'object', additionalProperties: false },
  properties: Object.fromEntries(INHERITED.map((name) => [name, { type: 'string' }])),
}
const FORMATS = [CLOSED, ODD, { ...ODD, required: INHERITED }]
const TOOLS: readonly Record<string, unknown>[] = [
  WEATHER,
  { ...WEATHER, name: 'strict-one', strict: true },
  { ...WEATHER, name: 'Other_2', input_schema: { type: 'object', properties: {} } },
  { ...WEATHER, name: 'odd', input_schema: ODD },
  { ...WEATHER, name: 'odd-strict', strict: true, input_schema: { ...ODD, required: INHERITED } },
  { type: 'web_search_20250305', name: 'web_search', max_uses: 2 },
  { type: 'bash_20250124', name: 'bash' },
]

/** A request that the model takes, over all that the panel can set. */
export function panelRequest(model: ModelRow, chance: Chance): Draft {
  const { random, in100 } = chance
  const version = in100(20) ? '2026-10-21' : '2023-06-01'
  const tools = in100(40) ? TOOLS.filter(() => in100(50)) : []
  const thinking = in100(40) ? thinkingOf(model, random) : null
  const most = Math.min(4096, model.maxOutput ?? 4096)
  const ttl = pick(['5m', '1h'] as const, random)
  const body: MessagesBody = {
    model: model.alias ?? model.id,
    max_tokens: thinking === null ? between(random, 1, most) : 3000,
    ...(tools.length === 0 ? {} : { tools }),
    ...systemOf(chance, ttl),
    ...(in100(20) ? { cache_control: mark(ttl) } : {}),
    ...(thinking === null ? {} : { thinking }),
    ...choiceOf(tools, thinking?.type === 'enabled' || model.refusesForcedTools, chance),
    ...samplingOf(model, version, thinking?.type ?? null, chance),
    ...outputOf(model, thinking?.type ?? null, chance),
    ...(in100(20) ? { stop_sequences: ['END', '\n\nHuman:'] } : {}),
    ...(in100(20) ? { metadata: { user_id: 'somebody' } } : {}),
    ...(in100(20) ? { service_tier: pick(['auto', 'standard_only'], random) } : {}),
    ...(in100(20) ? { speed: speedOf(model) } : {}),
    ...(in100(10) ? { inference_geo: 'us' } : {}),
    messages: turnsOf(thinking !== null, chance),
    stream: false,
  }
  return { model, version, betas: in100(20) ? ['files-api-2025-04-14'] : [], body }
}

type Thinking = { type: string } & Record<string, unknown>

function thinkingOf({ thinking }: ModelRow, random: () => number): Thinking {
  const type = pick(thinking.types, random)
  if (type === 'enabled') return { type, budget_tokens: between(random, 1024, 2999) }
  return type === 'adaptive' && random() < 0.5 ? { type, display: 'summarized' } : { type }
}

function systemOf({ in100, random }: Chance, ttl: '5m' | '1h') {
  if (in100(50)) return {}
  if (in100(50)) return { system: pick(TEXTS, random) }
  return { system: [say('Be brief.'), { ...say('Be kind.'), cache_control: mark(ttl) }] }
}

function choiceOf(
  tools: readonly { name?: unknown }[],
  isFree: boolean,
  { in100, random }: Chance,
) {
  const [first] = tools
  if (first === undefined || in100(50)) return {}
  const forced = isFree ? [] : [{ type: 'any' }, { type: 'tool', name: first.name }]
  const single = { type: 'auto', disable_parallel_tool_use: true }
  return { tool_choice: pick([{ type: 'auto' }, { type: 'none' }, single, ...forced], random) }
}

function samplingOf(
  { sampling }: ModelRow,
  version: ApiVersion,
  thinking: string | null,
  { in100, random }: Chance,
) {
  if (version !== '2023-06-01' || in100(50)) return {}
  if (sampling === 'fixed') return pick([{ temperature: 1 }, { top_p: 1 }], random)
  if (thinking === 'enabled' || thinking === 'adaptive') {
    return pick([{ temperature: 1 }, { top_p: 0.95 }], random)
  }
  return pick([{ temperature: 0.3 }, { top_p: 0.5, top_k: 40 }, { top_k: 5 }], random)
}

function outputOf(model: ModelRow, thinking: string | null, { in100, random }: Chance) {
  const isOff = thinking === 'disabled' || thinking === 'between_tools'
  const efforts = isOff ? ['low' as const] : (model.effort ?? [])
  const effort = in100(30) && model.effort?.length !== 0 && efforts.length > 0
  const format = in100(20) && model.hasStructuredOutputs
  if (!effort && !format) return {}
  return {
    output_config: {
      ...(effort ? { effort: pick(efforts, random) } : {}),
      ...(format ? { format: { type: 'json_schema', schema: pick(FORMATS, random) } } : {}),
    },
  }
}

function speedOf({ id }: ModelRow): string {
  const mode = FAST_MODES.get(id)
  return mode === 'open' || mode === 'ignored' ? 'fast' : 'standard'
}

/** A question, or a talk that ends in one; with a loop of tools where no thinking has to begin it. */
function turnsOf(isThinking: boolean, { in100, random }: Chance): MessageParam[] {
  const question = (): MessageParam => ({
    role: 'user',
    content: in100(50) ? pick(TEXTS, random) : [say(pick(TEXTS, random)), say('And?')],
  })
  const talk: MessageParam[] = in100(40)
    ? [question(), { role: 'assistant', content: [say('The answer is 42.')] }]
    : []
  if (isThinking || in100(70)) return [...talk, question()]
  return [...talk, question(), ...loop('toolu_1')]
}

/** A call and its result. */
export function loop(id: string): MessageParam[] {
  const call = { type: 'tool_use', id, name: 'get_weather', input: { city: 'Rome' } }
  const result = { type: 'tool_result', tool_use_id: id, content: [say('21 degrees')] }
  return [
    { role: 'assistant', content: [say('I look.'), call] },
    { role: 'user', content: [result] },
  ]
}
