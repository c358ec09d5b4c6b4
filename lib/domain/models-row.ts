/** The columns of the model table, and what a generation of models has in common. */

export const EFFORT_LEVELS = ['low', 'medium', 'high', 'xhigh', 'max'] as const
export type EffortLevel = (typeof EFFORT_LEVELS)[number]

export const THINKING_TYPES = ['adaptive', 'between_tools', 'disabled', 'enabled'] as const
export type ThinkingType = (typeof THINKING_TYPES)[number]

export interface ThinkingTraits {
  /** The values of `thinking.type` that the model takes; each other one gets a 400. */
  types: readonly ThinkingType[]
  /** Those of `types` of which the documents do not say it for certain. */
  unsure?: readonly ThinkingType[]
  /** Those of `types` that the documents call deprecated. */
  deprecated?: readonly ThinkingType[]
  /** Whether it thinks when the request has no `thinking`. */
  isDefault: boolean
  /** What a request without `display` gets: the text, or an empty block with its signature. Null: unknown. */
  display: 'summarized' | 'omitted' | null
  /** `disabled` and `between_tools` are refused together with effort above this level. */
  offMaxEffort?: EffortLevel
}

/** USD per million tokens. A hint with a date, not a bill. */
export interface ModelPrice {
  asOf: string
  input: number
  output: number
  /** Null: not published. */
  cacheRead: number | null
  /** Other rates once the prompt is longer than `promptTokens`. */
  above?: { promptTokens: number; input: number; output: number; cacheRead: number }
}

export interface ModelRow {
  id: string
  alias?: string
  /** The display name without "Claude". */
  label: string
  line: 'haiku' | 'sonnet' | 'opus' | 'fable' | 'mythos'
  /** Null: no official source lists the model. */
  lifecycle: 'active' | 'deprecated' | 'retired' | null
  created: string
  deprecated?: string
  retires?: string
  context: number | null
  maxOutput: number | null
  thinking: ThinkingTraits
  effort: readonly EffortLevel[] | null
  /** What a request without `effort` gets, where that is not `high` (§2.5). */
  defaultEffort?: EffortLevel
  /** `free`: any value; `fixed`: nothing but the default passes (§2.3). */
  sampling: 'free' | 'fixed'
  takesPrefill: boolean
  /** Takes `role: "system"` among the messages (§2.2). Null: sources disagree. */
  takesSystemTurns: boolean | null
  hasStructuredOutputs: boolean
  /** A `tool_choice` that forces a call gets a 400 (§2.4). */
  refusesForcedTools: boolean
  /** Returned thinking fits only where all before it is what it was (§2.4). */
  checksPrefix: boolean
  /** Thinking of earlier turns is not part of what the model reads (§10). */
  dropsOldThinking: boolean
  /** Where `max_tokens` reaches beyond the context, it answers up to there; else a 400 (§3). */
  stopsAtContext: boolean
  /**
   * A prefix of fewer tokens is not cached (§2.7). A model that no source names has the figure of its
   * line's nearest one; Mythos Preview that of Opus 4.7, which came with it; 4.1 and older 1,024.
   */
  minCacheTokens: number
  /** What an answer costs more that was asked to stay in the US (§7). */
  usFactor: number
  price: ModelPrice | null
}

export const ALWAYS: ThinkingTraits = { types: ['adaptive'], isDefault: true, display: 'omitted' }
const BUDGET: ThinkingTraits = {
  types: ['enabled', 'disabled'],
  isDefault: false,
  display: 'summarized',
}
export const OPT_IN: ThinkingTraits = {
  types: ['adaptive', 'disabled'],
  isDefault: false,
  display: 'omitted',
}
export const OPT_OUT: ThinkingTraits = { ...OPT_IN, isDefault: true }

/** List prices as published on the day of `asOf`. */
export const usd = (input: number, output: number, cacheRead: number | null): ModelPrice => ({
  asOf: '2026-11-22',
  input,
  output,
  cacheRead,
})

/** 4.7 and later, Fable, Mythos. */
export const current = {
  context: 1_000_000,
  maxOutput: 128_000,
  thinking: ALWAYS,
  effort: EFFORT_LEVELS,
  sampling: 'fixed',
  takesPrefill: false,
  takesSystemTurns: true,
  hasStructuredOutputs: true,
  refusesForcedTools: false,
  checksPrefix: false,
  dropsOldThinking: false,
  stopsAtContext: true,
  minCacheTokens: 512,
  usFactor: 1.1,
  lifecycle: 'active',
} as const

/** 5.1, 5.2 and 5.5 (§2.4); Haiku 5.5 alone takes a forced choice. */
export const newest = { ...current, refusesForcedTools: true, checksPrefix: true } as const

export const gen46 = {
  ...current,
  thinking: {
    types: ['adaptive', 'enabled', 'disabled'],
    deprecated: ['enabled'],
    isDefault: false,
    display: 'summarized',
  },
  effort: ['low', 'medium', 'high', 'max'],
  sampling: 'free',
  takesSystemTurns: false,
  minCacheTokens: 4_096,
} as const

export const gen45 = {
  ...gen46,
  context: 200_000,
  maxOutput: 64_000,
  thinking: BUDGET,
  effort: [],
  takesPrefill: true,
  dropsOldThinking: true,
  usFactor: 1,
} as const

export const gen40 = {
  ...gen45,
  hasStructuredOutputs: false,
  stopsAtContext: false,
  minCacheTokens: 1_024,
} as const
