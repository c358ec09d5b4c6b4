import 'server-only'
import { z } from 'zod'
import { EFFORT_LEVELS } from '@/lib/domain/models-row'
import { cacheControl, contentBlock, textBlock } from './blocks'
import { tool } from './tools'

/** The bodies of the Messages endpoints (claude-api.md §2.1, §10). */

const turn = z.strictObject({
  role: z.enum(['user', 'assistant', 'system']),
  content: z.union([z.string(), z.array(contentBlock)]),
})
export type Turn = z.infer<typeof turn>

const display = z.enum(['summarized', 'omitted']).nullish()
const block_binding = z
  .strictObject({ prefix_mismatch_behavior: z.enum(['error', 'drop_block']).nullish() })
  .nullish()

const thinking = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('enabled'),
    budget_tokens: z.int().min(1024),
    display,
    block_binding,
  }),
  z.strictObject({ type: z.literal('adaptive'), display, block_binding }),
  z.strictObject({ type: z.literal('disabled') }),
  z.strictObject({ type: z.literal('between_tools') }),
])

const parallel = z.boolean().optional()
const toolChoice = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('auto'), disable_parallel_tool_use: parallel }),
  z.strictObject({ type: z.literal('any'), disable_parallel_tool_use: parallel }),
  z.strictObject({
    type: z.literal('tool'),
    name: z.string(),
    disable_parallel_tool_use: parallel,
  }),
  z.strictObject({ type: z.literal('none') }),
])

const format = z
  .strictObject({ type: z.literal('json_schema'), schema: z.record(z.string(), z.unknown()) })
  .nullish()

const outputConfig = z.strictObject({
  effort: z.enum(EFFORT_LEVELS).nullish(),
  format,
  task_budget: z.unknown().optional(),
})

/** Fields of betas: taken, and without effect here. */
const BETA_FIELDS = {
  mcp_servers: z.unknown().optional(),
  context_management: z.unknown().optional(),
  compaction: z.unknown().optional(),
  fallbacks: z.unknown().optional(),
  fallback_credit_token: z.unknown().optional(),
  thread: z.unknown().optional(),
  billing_policy: z.unknown().optional(),
  /** The old name of `output_config.format`. */
  output_format: format,
}

const counted = {
  model: z.string().min(1),
  messages: z.array(turn).min(1).max(100_000),
  system: z.union([z.string(), z.array(textBlock)]).optional(),
  tools: z.array(tool).optional(),
  tool_choice: toolChoice.optional(),
  thinking: thinking.optional(),
  output_config: outputConfig.optional(),
  cache_control: cacheControl,
  speed: z.enum(['standard', 'fast']).nullish(),
  ...BETA_FIELDS,
}

/** Body of `count_tokens`. */
export const countSchema = z.strictObject(counted)

const container = z
  .union([
    z.string(),
    z.strictObject({
      id: z.string().nullish(),
      skills: z
        .array(
          z.strictObject({
            type: z.enum(['anthropic', 'custom']),
            skill_id: z.string(),
            version: z.string().optional(),
          }),
        )
        .nullish(),
    }),
  ])
  .nullish()

/** Body of `POST /v1/messages`. */
export const messagesSchema = z.strictObject({
  ...counted,
  max_tokens: z.int().min(0),
  stream: z.boolean().optional(),
  stop_sequences: z.array(z.string()).optional(),
  temperature: z.number().min(0).max(1).nullish(),
  top_p: z.number().min(0).max(1).nullish(),
  top_k: z.int().min(0).nullish(),
  metadata: z.strictObject({ user_id: z.string().max(256).nullish() }).optional(),
  service_tier: z.enum(['auto', 'standard_only']).optional(),
  inference_geo: z.enum(['global', 'us']).nullish(),
  container,
  diagnostics: z.strictObject({ previous_message_id: z.string().nullish() }).nullish(),
})

export type CountBody = z.infer<typeof countSchema>
export type MessagesBody = z.infer<typeof messagesSchema>
/** Either body: what only one of them has may be missing. */
export type AnyBody = CountBody & Partial<Omit<MessagesBody, keyof CountBody>>
