import * as z from 'zod/mini'
import { betaSchema, carriedSchema } from './carried'
import { EFFORT_LEVELS, THINKING_TYPES } from './models-row'
import { chosenToolSchema } from './tools/chosen-tool'

export const API_VERSIONS = ['2023-06-01', '2026-10-21'] as const
export type ApiVersion = (typeof API_VERSIONS)[number]

export const THINKING_DISPLAYS = ['summarized', 'omitted'] as const

/** A field that may be left alone, and that older rows do not have. */
const orNull = <Schema extends z.ZodMiniType>(schema: Schema) =>
  z._default(z.nullable(schema), null)

/** How long a cached prefix lives (claude-api.md §2.7). */
export const CACHE_TTLS = ['5m', '1h'] as const
const ttlSchema = z.nullable(z.enum(CACHE_TTLS))

/** A system prompt in blocks; `ttl` marks the end of what is to be cached. */
const systemBlockSchema = z.strictObject({
  text: z.string().check(z.maxLength(4_000_000)),
  ttl: ttlSchema,
})
export type SystemBlock = z.infer<typeof systemBlockSchema>

/** `step` holds every result back until somebody has seen it. */
export const LOOP_MODES = ['auto', 'step'] as const
const loopSchema = z.strictObject({
  mode: z.enum(LOOP_MODES),
  /** Answers in a row, from a person's turn on. */
  maxSteps: z.int().check(z.gte(1), z.lte(200)),
  /** USD for all of them; null = none. */
  budget: z.nullable(z.number().check(z.gt(0), z.lte(10_000))),
})
export type LoopSettings = z.infer<typeof loopSchema>
const FRESH_LOOP: LoopSettings = { mode: 'auto', maxSteps: 10, budget: null }

/** What a patch cannot say: the panel and the thread do. */
const NOT_PATCHED = ['model', 'messages', 'stream']
const patchSchema = z.record(z.string(), z.unknown()).check(
  z.refine((patch) => NOT_PATCHED.every((name) => !Object.hasOwn(patch, name)), {
    error: 'must not set model, messages or stream: those are set in the panel and the thread',
  }),
)

/**
 * What a person chose for the next run of a conversation. Null = not chosen: the field is left out
 * and the API's own default holds. Fields added since have defaults, so that older rows still load.
 */
export const chatSettingsSchema = z.strictObject({
  upstream: z.string().check(z.minLength(1), z.maxLength(64)),
  apiVersion: z.enum(API_VERSIONS),
  model: z.string().check(z.minLength(1), z.maxLength(256)),
  maxTokens: z.int().check(z.gte(1), z.lte(1_000_000)),
  system: z.string().check(z.maxLength(4_000_000)),
  temperature: orNull(z.number().check(z.gte(0), z.lte(1))),
  topP: orNull(z.number().check(z.gte(0), z.lte(1))),
  topK: orNull(z.int().check(z.gte(0), z.lte(1_000_000))),
  stopSequences: z._default(
    z.array(z.string().check(z.minLength(1), z.maxLength(1000))).check(z.maxLength(64)),
    [],
  ),
  thinkingType: orNull(z.enum(THINKING_TYPES)),
  budgetTokens: orNull(z.int().check(z.gte(1), z.lte(1_000_000))),
  thinkingDisplay: orNull(z.enum(THINKING_DISPLAYS)),
  effort: orNull(z.enum(EFFORT_LEVELS)),
  stream: z._default(z.boolean(), true),
  /** What the next answers to a person begin with; empty = nothing. */
  prefill: z._default(z.string().check(z.maxLength(100_000)), ''),
  tools: z._default(z.array(chosenToolSchema).check(z.maxLength(200)), []),
  toolChoice: orNull(
    z.union([z.enum(['auto', 'any', 'none']), z.strictObject({ tool: z.string() })]),
  ),
  /** False = at most one call per answer. */
  parallelTools: z._default(z.boolean(), true),
  /** What becomes of the calls that an answer asks for. */
  loop: z._default(loopSchema, FRESH_LOOP),
  /** Sent in place of `system` where it is not null. */
  systemBlocks: orNull(z.array(systemBlockSchema).check(z.maxLength(100))),
  /** Of the whole request: marks the last block that can be cached. */
  cacheTtl: orNull(z.enum(CACHE_TTLS)),
  /** JSON Schema of the answer (`output_config.format`). */
  outputSchema: orNull(z.record(z.string(), z.unknown())),
  metadataUserId: orNull(z.string().check(z.maxLength(256))),
  serviceTier: orNull(z.enum(['auto', 'standard_only'])),
  speed: orNull(z.enum(['standard', 'fast'])),
  betas: z._default(z.array(betaSchema).check(z.maxLength(100)), []),
  /** A JSON merge patch (RFC 7396) over the body that the rest makes. */
  patch: orNull(patchSchema),
  /** Only in a conversation that was opened from a captured request. */
  carried: z.optional(carriedSchema),
})
export type ChatSettings = z.infer<typeof chatSettingsSchema>

/** The parameters that nobody has touched. */
export const NO_PARAMETERS = {
  temperature: null,
  topP: null,
  topK: null,
  stopSequences: [] as string[],
  thinkingType: null,
  budgetTokens: null,
  thinkingDisplay: null,
  effort: null,
  stream: true,
} satisfies Partial<ChatSettings>

/** A panel in which nobody has chosen anything beside upstream, model and the like. */
export const NO_CHOICES = {
  ...NO_PARAMETERS,
  prefill: '',
  tools: [],
  toolChoice: null,
  parallelTools: true,
  loop: FRESH_LOOP,
  systemBlocks: null,
  cacheTtl: null,
  outputSchema: null,
  metadataUserId: null,
  serviceTier: null,
  speed: null,
  betas: [],
  patch: null,
} satisfies Partial<ChatSettings>

/** The fields of {@link ChatSettings} that may stay behind, because model and version refuse them. */
export const WITHHOLDABLE = [
  'temperature',
  'topP',
  'topK',
  'stopSequences',
  'thinkingType',
  'budgetTokens',
  'thinkingDisplay',
  'effort',
  'prefill',
  'toolChoice',
] as const
export type Withholdable = (typeof WITHHOLDABLE)[number]
