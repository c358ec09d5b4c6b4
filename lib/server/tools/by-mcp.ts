import 'server-only'
import type { Handler } from './handler'
import { McpFailure } from './mcp/mcp-failure'
import { readResult } from './mcp/read-result'
import { type McpServers, settledWithin } from './mcp/servers'
import { failed } from './results'

/**
 * Answers by a tool of an MCP server, while that describes it as it was accepted, or where somebody has
 * just let the call run although it does not.
 */
export function byMcp(servers: McpServers): Handler<'mcp'> {
  return async ({ server, tool, hash }, { input, signal, isChangeAccepted = false }) => {
    const connection = servers.find(server)
    if (connection === null) {
      return failed(
        `The MCP server ${server} is not connected: parley.config.json does not name it.`,
      )
    }
    try {
      const tools = await settledWithin(connection.known(), signal)
      const found = tools.find(({ name }) => name === tool)
      if (found === undefined) return failed(`The MCP server ${server} has no tool ${tool} now.`)
      if (found.hash !== hash && !isChangeAccepted) {
        return failed(
          `The call was not run: the MCP server ${server} describes the tool ${tool} otherwise now than when it was accepted.`,
        )
      }
      const answer = await settledWithin(connection.call(tool, input, signal), signal)
      return { result: readResult(answer), console: [], rule: null }
    } catch (error) {
      signal.throwIfAborted()
      if (error instanceof McpFailure) return failed(`The MCP server ${server} ${error.message}`)
      throw error
    }
  }
}
