import 'server-only'
import { z } from 'zod'
import type { ToolResult } from '@/lib/domain/tools/answer'
import { DEPTH_LIMIT, isDeeperThan, isRecord } from '@/lib/wire/json'
import { BOUNDS } from './bounds'
import { McpFailure } from './mcp-failure'

/** What an image block may hold (claude-api.md §2.7). */
const IMAGES = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp'])
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/
const MOST_BLOCKS = 1000

const resultSchema = z.looseObject({
  content: z.array(z.record(z.string(), z.unknown())).max(MOST_BLOCKS).default([]),
  structuredContent: z.unknown().optional(),
  isError: z.boolean().default(false),
})

type Given = Record<string, unknown>
type ResultBlock = Exclude<ToolResult['content'], string>[number]

/** The result of `tools/call` as a `tool_result`. Throws a {@link McpFailure}. */
export function readResult(answer: unknown): ToolResult {
  const parsed = resultSchema.safeParse(answer)
  if (!parsed.success || isDeeperThan(answer, DEPTH_LIMIT)) {
    throw new McpFailure('answered in no form that is known.')
  }
  const { content, structuredContent, isError } = parsed.data
  if (JSON.stringify({ content, structuredContent }).length > BOUNDS.resultBytes) {
    throw new McpFailure('answered with more than 1 MB.')
  }
  const blocks = content.map((block) => readBlock(block)).filter((block) => block.text !== '')
  if (blocks.length === 0 && structuredContent !== undefined) {
    return { content: JSON.stringify(structuredContent), isError }
  }
  const [first] = blocks
  const text = blocks.length === 1 && first?.type === 'text' ? first.text : null
  return { content: typeof text === 'string' ? text : blocks, isError }
}

function readBlock(block: Given): ResultBlock {
  const read = BLOCKS.get(textOf(block.type))
  return read?.(block) ?? { type: 'text', text: `[A block of the type ${textOf(block.type)}]` }
}

/** What there is a block for goes as one; of all else is told what it is. */
const BLOCKS = new Map<string, (block: Given) => ResultBlock>(
  Object.entries({
    text: ({ text }) => ({ type: 'text', text: textOf(text) }),
    image: (block) => {
      const type = textOf(block.mimeType).toLowerCase()
      const data = textOf(block.data)
      if (!IMAGES.has(type) || !BASE64.test(data)) return described('An image', block)
      return { type: 'image', source: { type: 'base64', media_type: type, data } }
    },
    audio: (block) => described('A sound', block),
    resource: ({ resource }) => {
      if (!isRecord(resource)) return { type: 'text', text: '' }
      if (typeof resource.text !== 'string') return described('A resource', resource)
      return { type: 'text', text: `[Resource ${textOf(resource.uri)}]\n${resource.text}` }
    },
    resource_link: (block) => described('A link to a resource', block),
  } satisfies Record<string, (block: Given) => ResultBlock>),
)

function described(what: string, block: Given): ResultBlock {
  const { data, blob, uri, name, mimeType, description } = block
  const bytes = Math.floor((textOf(data ?? blob).length * 3) / 4)
  const facts = [textOf(name), textOf(uri), textOf(mimeType), textOf(description)]
  if (bytes > 0) facts.push(`about ${bytes} bytes, which are not shown`)
  return { type: 'text', text: `[${what}: ${facts.filter((fact) => fact !== '').join(', ')}]` }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
