import type { Answer } from './answer'
import type { CustomDefinition } from './definition'

/** A tool that an MCP server offers, as the library would keep it. */
export interface McpTool {
  /** As the server calls it. */
  name: string
  /** What the model would see: of one that is in the library its own, with what the server says now. */
  definition: CustomDefinition
  answer: Extract<Answer, { by: 'mcp' }>
  /** In the library; null = not added. */
  toolId: string | null
  /** The server describes it otherwise than the library has accepted. */
  isChanged: boolean
}

/** An MCP server of the configuration file. */
export interface McpServer {
  name: string
  kind: 'stdio' | 'http'
  /** Its address, or the command with its arguments. */
  where: string[]
  /** `unasked`: nobody has needed it yet. */
  state: 'connected' | 'failed' | 'unasked'
  /** Why it failed: what follows its name in a sentence. */
  reason: string | null
  /** As it listed them last. */
  tools: McpTool[]
  /** It has more than are taken. */
  isCut: boolean
}

/** Answer of `GET /api/mcp`, and of `POST /api/mcp/{name}`, which asks a server anew. */
export interface McpServers {
  servers: McpServer[]
}
