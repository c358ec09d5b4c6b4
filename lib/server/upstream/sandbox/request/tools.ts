import 'server-only'
import { z } from 'zod'
import { cacheControl } from './blocks'
import { TOOL_TYPES, type ToolType } from './tool-types'

/** The tools of a request (claude-api.md §2.6). Unknown fields and types are refused. */

const shared = {
  cache_control: cacheControl,
  strict: z.boolean().optional(),
  defer_loading: z.boolean().optional(),
  allowed_callers: z.array(z.string()).optional(),
}

const input_examples = z.array(z.record(z.string(), z.unknown())).optional()

const customTool = z.strictObject({
  type: z.literal('custom').nullish(),
  name: z.string().regex(/^[a-zA-Z0-9_-]{1,64}$/),
  input_schema: z.looseObject({ type: z.literal('object') }),
  description: z.string().optional(),
  eager_input_streaming: z.boolean().nullish(),
  input_examples,
  ...shared,
})
export type CustomTool = z.infer<typeof customTool>

const domains = z.array(z.string()).nullish()
const most = z.int().min(1).nullish()
const web = {
  allowed_domains: domains,
  blocked_domains: domains,
  max_uses: most,
  response_inclusion: z.enum(['full', 'excluded']).optional(),
  ...shared,
}
const screen = {
  display_width_px: z.int().min(1),
  display_height_px: z.int().min(1),
  display_number: z.int().min(0).nullish(),
  enable_zoom: z.boolean().optional(),
  input_examples,
  ...shared,
}
const toolset = {
  configs: z.record(z.string(), z.unknown()).nullish(),
  cache_control: cacheControl,
}

/** The fields of a tool by what its type begins with, the first that fits; besides type and name. */
const FIELDS: readonly (readonly [begins: string, fields: z.core.$ZodShape])[] = [
  ['text_editor_20250728', { max_characters: most, input_examples, ...shared }],
  ['bash_', { input_examples, ...shared }],
  ['text_editor_', { input_examples, ...shared }],
  ['memory_', { input_examples, ...shared }],
  ['computer_toolset_', toolset],
  ['browser_toolset_', toolset],
  ['computer_', screen],
  [
    'web_search_',
    { user_location: z.looseObject({ type: z.literal('approximate') }).nullish(), ...web },
  ],
  [
    'web_fetch_',
    {
      citations: z.strictObject({ enabled: z.boolean().optional() }).nullish(),
      max_content_tokens: most,
      url_sources: z.looseObject({}).nullish(),
      use_cache: z.boolean().optional(),
      ...web,
    },
  ],
  [
    'mcp_toolset',
    {
      mcp_server_name: z.string().min(1),
      default_config: z.looseObject({}).optional(),
      tools: z.array(z.looseObject({})).nullish(),
      ...toolset,
    },
  ],
  [
    'advisor_',
    {
      model: z.string().min(1),
      caching: cacheControl,
      max_tokens: most,
      max_uses: most,
      ...shared,
    },
  ],
]

function typedTool({ type, name }: ToolType) {
  const fields = FIELDS.find(([begins]) => type.startsWith(begins))?.[1] ?? shared
  const named: { name?: z.ZodLiteral<string> } = name === null ? {} : { name: z.literal(name) }
  return z.strictObject({ ...fields, type: z.literal(type), ...named })
}

export const tool = z.discriminatedUnion('type', [customTool, ...TOOL_TYPES.map(typedTool)])
export type Tool = z.infer<typeof tool>

/** True for a tool that the request itself defines. */
export function isCustomTool(given: Tool): given is CustomTool {
  return given.type == null || given.type === 'custom'
}
