import 'server-only'
import type { McpServer, McpServers, McpTool } from '@/lib/domain/tools/mcp'
import type { Tool } from '@/lib/domain/tools/tool'
import { ApiError } from '@/lib/wire/errors'
import type { Parley } from '../../parley'
import { OWNER } from '../../store/schema'
import { allTools } from '../all-tools'
import type { McpConnection } from './connection'
import { nameTools } from './name-tools'
import type { ListedTool } from './read-tools'

/** The MCP servers as they are known, without asking one. */
export async function readMcpServers({ tools, store }: Parley): Promise<McpServers> {
  const library = await allTools(store.db, OWNER)
  const { all } = tools.mcp
  const names = nameTools(
    all.flatMap(({ config, list }) =>
      (list?.tools ?? []).map(({ name }) => ({ server: config.name, tool: name })),
    ),
    library,
  )
  return { servers: all.map((connection) => toServer(connection, library, names)) }
}

/** Asks one anew, whenever it failed last; answers all. What it is told is in its state. Throws 404. */
export async function askMcpServer(parley: Parley, name: string): Promise<McpServers> {
  const connection = parley.tools.mcp.find(name)
  if (connection === null) {
    throw new ApiError(404, `parley.config.json names no MCP server ${name}.`)
  }
  await connection.refresh(true).catch(() => undefined)
  return readMcpServers(parley)
}

type Names = ReturnType<typeof nameTools>

function toServer(connection: McpConnection, library: readonly Tool[], names: Names): McpServer {
  const { config, state, reason, list } = connection
  return {
    name: config.name,
    kind: config.kind,
    where: config.kind === 'stdio' ? [config.command, ...config.args] : [config.url],
    state,
    reason,
    tools: (list?.tools ?? []).map((tool) => toTool(config.name, tool, library, names)),
    isCut: list?.isCut ?? false,
  }
}

function toTool(
  server: string,
  { name, description, inputSchema, hash }: ListedTool,
  library: readonly Tool[],
  names: Names,
): McpTool {
  const kept = library.find(
    ({ answer }) => answer.by === 'mcp' && answer.server === server && answer.tool === name,
  )
  const { description: _, ...own } = kept?.definition ?? { name: names(server, name) }
  const said = description === null ? {} : { description: description.slice(0, MOST_CHARS) }
  const accepted = kept?.answer.by === 'mcp' ? kept.answer.hash : null
  return {
    name,
    definition: { ...own, name: own.name, ...said, input_schema: inputSchema },
    answer: { by: 'mcp', server, tool: name, hash },
    toolId: kept?.id ?? null,
    isChanged: accepted !== null && accepted !== hash,
  }
}

/** As much as a definition may have. */
const MOST_CHARS = 100_000
