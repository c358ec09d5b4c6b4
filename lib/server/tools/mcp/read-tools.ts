import 'server-only'
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { canonicalJson, DEPTH_LIMIT, isDeeperThan } from '@/lib/wire/json'
import { BOUNDS } from './bounds'
import { McpFailure } from './mcp-failure'

/** A tool as its server describes it. */
export interface ListedTool {
  name: string
  description: string | null
  inputSchema: { type: 'object' } & Record<string, unknown>
  /** Of the three above: another one is another tool. */
  hash: string
}

export interface ToolList {
  tools: ListedTool[]
  /** True where there are more than are taken. */
  isCut: boolean
}

const pageSchema = z.looseObject({
  tools: z.array(z.unknown()),
  nextCursor: z.string().optional(),
})
/** What is not so described is left out: one bad tool is not to spoil the others. */
const toolSchema = z.object({
  name: z.string().min(1).max(256),
  description: z.string().nullish(),
  inputSchema: z.looseObject({ type: z.literal('object') }),
})

/** Reads all pages of `tools/list`, within bounds. Throws a {@link McpFailure}. */
export async function readTools(
  ask: (params: { cursor?: string }) => Promise<unknown>,
): Promise<ToolList> {
  const tools = new Map<string, ListedTool>()
  let bytes = 0
  let cursor: string | undefined
  for (let page = 0; page < BOUNDS.pages; page++) {
    const answer = pageSchema.safeParse(await ask(cursor === undefined ? {} : { cursor }))
    if (!answer.success) throw new McpFailure('lists its tools in no form that is known.')
    for (const given of answer.data.tools) {
      const tool = readTool(given)
      if (tool === null || tools.has(tool.name)) continue
      if (tools.size === BOUNDS.tools) return { tools: [...tools.values()], isCut: true }
      bytes += JSON.stringify(tool).length
      if (bytes > BOUNDS.listBytes) throw new McpFailure('lists more than 1 MB of tools.')
      tools.set(tool.name, tool)
    }
    cursor = answer.data.nextCursor
    if (cursor === undefined) return { tools: [...tools.values()], isCut: false }
  }
  return { tools: [...tools.values()], isCut: true }
}

function readTool(given: unknown): ListedTool | null {
  const parsed = toolSchema.safeParse(given)
  if (!parsed.success || isDeeperThan(parsed.data.inputSchema, DEPTH_LIMIT)) return null
  const { name, inputSchema } = parsed.data
  const description = parsed.data.description ?? null
  const hash = createHash('sha256').update(canonicalJson({ name, description, inputSchema }))
  return { name, description, inputSchema, hash: hash.digest('hex') }
}
