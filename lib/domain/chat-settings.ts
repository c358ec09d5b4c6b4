import { z } from 'zod'
import { EFFORT_LEVELS, THINKING_TYPES } from './models-row'

export const API_VERSIONS = ['2023-06-01', '2026-10-21'] as const

export const THINKING_DISPLAYS = ['summarized', 'omitted'] as const

/**
 * What a person chose for the next run of a conversation. Null = not chosen: the field is left out
 * and the API's own default holds. Fields added since have defaults, so that older rows still load.
 */
export const chatSettingsSchema = z.strictObject({
  upstream: z.string().min(1).max(64),
  apiVersion: z.enum(API_VERSIONS),
  model: z.string().min(1).max(256),
  maxTokens: z.int().min(1).max(1_000_000),
  system: z.string().max(4_000_000),
  temperature: z.number().min(0).max(1).nullable().default(null),
  topP: z.number().min(0).max(1).nullable().default(null),
  topK: z.int().min(0).max(1_000_000).nullable().default(null),
  stopSequences: z.array(z.string().min(1).max(1000)).max(64).default([]),
  thinkingType: z.enum(THINKING_TYPES).nullable().default(null),
  budgetTokens: z.int().min(1).max(1_000_000).nullable().default(null),
  thinkingDisplay: z.enum(THINKING_DISPLAYS).nullable().default(null),
  effort: z.enum(EFFORT_LEVELS).nullable().default(null),
  stream: z.boolean().default(true),
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
