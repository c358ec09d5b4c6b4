import * as z from 'zod/mini'
import { carriedSchema } from './carried'
import { EFFORT_LEVELS, THINKING_TYPES } from './models-row'

export const API_VERSIONS = ['2023-06-01', '2026-10-21'] as const
export type ApiVersion = (typeof API_VERSIONS)[number]

export const THINKING_DISPLAYS = ['summarized', 'omitted'] as const

/** A field that may be left alone, and that older rows do not have. */
const orNull = <Schema extends z.ZodMiniType>(schema: Schema) =>
  z._default(z.nullable(schema), null)

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
] as const
export type Withholdable = (typeof WITHHOLDABLE)[number]
