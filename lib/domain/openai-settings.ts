import * as z from 'zod/mini'

/** What the default `max_tokens` may be. */
export const OPENAI_TOKENS_BOUNDS = { min: 1, max: 1_000_000 } as const

const FIELDS = {
  /** `max_tokens` of a request that names no limit; the Messages API needs one. */
  maxTokens: z.int().check(z.gte(OPENAI_TOKENS_BOUNDS.min), z.lte(OPENAI_TOKENS_BOUNDS.max)),
  /** Sends `response_format` as `output_config.format`, which the API's own layer ignores. */
  responseFormat: z.boolean(),
  /** Sends `reasoning_effort` as `output_config.effort`, likewise. */
  reasoningEffort: z.boolean(),
}

/** How calls of OpenAI clients are translated; a stored one may lack what is newer. */
export const openAiSettingsSchema = z.object({
  maxTokens: z._default(FIELDS.maxTokens, 4096),
  responseFormat: z._default(FIELDS.responseFormat, false),
  reasoningEffort: z._default(FIELDS.reasoningEffort, false),
})
export type OpenAiSettings = z.infer<typeof openAiSettingsSchema>

export const DEFAULT_OPENAI_SETTINGS: OpenAiSettings = openAiSettingsSchema.parse({})

/** The settings' `openai`: what is named changes. */
export const patchOpenAiSettingsSchema = z.partial(z.strictObject(FIELDS))
