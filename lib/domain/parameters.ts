import { type ChatSettings, NO_CHOICES, type Withholdable } from './conversation'
import { EFFORT_LEVELS, THINKING_TYPES } from './models-row'

/** Least `thinking.budget_tokens` (claude-api.md §2.4). */
export const LEAST_BUDGET = 1024
/** With thinking on, `top_p` is 0.95 to 1 (claude-api.md §2.3). */
export const LEAST_THINKING_TOP_P = 0.95
/** Above this many `max_tokens` an answer that is not streamed may outlast its connection. */
export const UNSTREAMED_TOKENS = 21_333

interface Range {
  min: number
  max: number
  step: number
}

/** A parameter of the Messages API, as the panel offers it (claude-api.md §2.1, §2.4, §2.5). */
export interface Parameter {
  /** Its path on the wire; the id of its control is `param-` and this. */
  name: string
  field: Exclude<Withholdable, 'toolChoice'> | 'maxTokens' | 'stream'
  kind: 'number' | 'choice' | 'list' | 'switch' | 'text'
  /** Of a number: what may be typed, and the step of the slider. */
  range?: Range
  /** Of a choice. */
  values?: readonly string[]
  /** What the API does where the field is left out; null where that depends on the model. */
  apiDefault: number | boolean | null
  /** Key of its line of explanation among the messages. */
  text: string
}

const byField = {
  maxTokens: {
    name: 'max_tokens',
    kind: 'number',
    range: { min: 1, max: 1_000_000, step: 1 },
    apiDefault: null,
    text: 'maxTokens',
  },
  temperature: {
    name: 'temperature',
    kind: 'number',
    range: { min: 0, max: 1, step: 0.05 },
    apiDefault: 1,
    text: 'temperature',
  },
  topP: {
    name: 'top_p',
    kind: 'number',
    range: { min: 0, max: 1, step: 0.01 },
    apiDefault: null,
    text: 'topP',
  },
  topK: {
    name: 'top_k',
    kind: 'number',
    range: { min: 0, max: 1_000_000, step: 1 },
    apiDefault: null,
    text: 'topK',
  },
  stopSequences: {
    name: 'stop_sequences',
    kind: 'list',
    apiDefault: null,
    text: 'stopSequences',
  },
  thinkingType: {
    name: 'thinking',
    kind: 'choice',
    values: THINKING_TYPES,
    apiDefault: null,
    text: 'thinking',
  },
  budgetTokens: {
    name: 'thinking.budget_tokens',
    kind: 'number',
    range: { min: LEAST_BUDGET, max: 1_000_000, step: 1 },
    apiDefault: null,
    text: 'budgetTokens',
  },
  thinkingDisplay: {
    name: 'thinking.display',
    kind: 'choice',
    values: ['summarized', 'omitted'],
    apiDefault: null,
    text: 'thinkingDisplay',
  },
  effort: {
    name: 'output_config.effort',
    kind: 'choice',
    values: EFFORT_LEVELS,
    apiDefault: null,
    text: 'effort',
  },
  // The end of `messages` has no name of its own: the field's word for it.
  prefill: { name: 'prefill', kind: 'text', apiDefault: null, text: 'prefill' },
  stream: { name: 'stream', kind: 'switch', apiDefault: false, text: 'stream' },
} as const satisfies Record<Parameter['field'], Omit<Parameter, 'field'>>

export type ParameterField = keyof typeof byField

/** The parameters of the panel, by their field in the settings. */
export const PARAMETERS = byField

/** The id of a control, which notes about a refused field put the focus on. */
export function controlId(field: ParameterField): string {
  return `param-${byField[field].name}`
}

/** True when somebody chose a value. */
export function isChosen(settings: ChatSettings, field: Withholdable | 'stream'): boolean {
  const value = settings[field]
  return Array.isArray(value) ? value.length > 0 : value !== NO_CHOICES[field]
}

/** What the wire calls a field that may stay behind; the panel has one of them among the tools. */
export function withheldName(field: Withholdable): string {
  return field === 'toolChoice' ? 'tool_choice' : byField[field].name
}

/** The last part of a parameter's path, as the panel shows it: "effort". */
export function shortName(field: ParameterField): string {
  const { name } = byField[field]
  return name.slice(name.lastIndexOf('.') + 1)
}
