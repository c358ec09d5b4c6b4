import 'server-only'
import { z } from 'zod'

/** The content blocks of a request (claude-api.md §2.7). Unknown fields of a known block are refused. */

export const cacheControl = z
  .strictObject({ type: z.literal('ephemeral'), ttl: z.enum(['5m', '1h']).optional() })
  .nullish()

const citations = z.strictObject({ enabled: z.boolean().optional() }).nullish()

export const textBlock = z.strictObject({
  type: z.literal('text'),
  text: z.string(),
  citations: z.array(z.looseObject({ type: z.string() })).nullish(),
  cache_control: cacheControl,
})

const urlSource = z.strictObject({
  type: z.literal('url'),
  url: z.string().regex(/^https?:\/\/[^\s/]/i, 'Only HTTP and HTTPS URLs are supported'),
})
const fileSource = z.strictObject({ type: z.literal('file'), file_id: z.string().min(1) })

const imageBlock = z.strictObject({
  type: z.literal('image'),
  source: z.discriminatedUnion('type', [
    z.strictObject({
      type: z.literal('base64'),
      media_type: z.enum(['image/jpeg', 'image/png', 'image/gif', 'image/webp']),
      data: z.string(),
    }),
    urlSource,
    fileSource,
  ]),
  transformations: z
    .strictObject({ oversized_image: z.enum(['downsize', 'error']).optional() })
    .nullish(),
  cache_control: cacheControl,
})

const documentBlock = z.strictObject({
  type: z.literal('document'),
  source: z.discriminatedUnion('type', [
    z.strictObject({
      type: z.literal('base64'),
      media_type: z.literal('application/pdf'),
      data: z.string(),
    }),
    z.strictObject({
      type: z.literal('text'),
      media_type: z.literal('text/plain'),
      data: z.string(),
    }),
    z.strictObject({
      type: z.literal('content'),
      content: z.union([
        z.string(),
        z.array(z.discriminatedUnion('type', [textBlock, imageBlock])),
      ]),
    }),
    urlSource,
    fileSource,
  ]),
  title: z.string().nullish(),
  context: z.string().nullish(),
  citations,
  cache_control: cacheControl,
})

const searchResultBlock = z.strictObject({
  type: z.literal('search_result'),
  source: z.string(),
  title: z.string(),
  content: z.array(textBlock),
  citations,
  cache_control: cacheControl,
})

const toolUseBlock = z.strictObject({
  type: z.literal('tool_use'),
  id: z.string().min(1),
  name: z.string().min(1),
  input: z.record(z.string(), z.unknown()),
  caller: z.unknown().optional(),
  toolset_name: z.string().nullish(),
  cache_control: cacheControl,
})

const opaque = <Type extends string>(type: Type) => z.looseObject({ type: z.literal(type) })

const toolResultBlock = z.strictObject({
  type: z.literal('tool_result'),
  tool_use_id: z.string().min(1),
  content: z
    .union([
      z.string(),
      z.array(
        z.discriminatedUnion('type', [
          textBlock,
          imageBlock,
          documentBlock,
          searchResultBlock,
          opaque('tool_reference'),
          opaque('browser_state'),
        ]),
      ),
    ])
    .optional(),
  is_error: z.boolean().optional(),
  toolset_name: z.string().nullish(),
  cache_control: cacheControl,
})

const containerUploadBlock = z.strictObject({
  type: z.literal('container_upload'),
  file_id: z.string().min(1),
  cache_control: cacheControl,
})

/** Blocks that a client only hands back; what is inside is the server's own. */
const RETURNED_TYPES = [
  'server_tool_use',
  'web_search_tool_result',
  'web_fetch_tool_result',
  'code_execution_tool_result',
  'bash_code_execution_tool_result',
  'text_editor_code_execution_tool_result',
  'tool_search_tool_result',
  'mcp_tool_use',
  'mcp_tool_result',
  'compaction',
  'fallback',
  'tool_addition',
  'tool_removal',
  'mcp_tool_listing',
  'advisor_tool_result',
  // The sandbox's own, of `[[unknown]]`.
  'sandbox_unknown',
] as const

export const contentBlock = z.discriminatedUnion('type', [
  textBlock,
  imageBlock,
  documentBlock,
  searchResultBlock,
  toolUseBlock,
  toolResultBlock,
  containerUploadBlock,
  z.strictObject({ type: z.literal('thinking'), thinking: z.string(), signature: z.string() }),
  z.strictObject({ type: z.literal('redacted_thinking'), data: z.string() }),
  ...RETURNED_TYPES.map(opaque),
])
export type ContentBlock = z.infer<typeof contentBlock>

export type ToolResultBlock = Extract<ContentBlock, { type: 'tool_result' }>
/** A block of a turn, or one inside a tool's result. */
export type AnyBlock =
  | ContentBlock
  | Exclude<ToolResultBlock['content'], string | undefined>[number]

/** True for what is to be cited. */
export const isCited = (block: AnyBlock) =>
  (block.type === 'document' || block.type === 'search_result') && block.citations?.enabled === true
