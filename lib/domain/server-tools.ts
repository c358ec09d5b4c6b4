import { isRecord } from '@/lib/wire/json'

/** Tools that the caller runs, by how their `type` begins (claude-api.md §2.6). */
const CLIENT_TOOLS = ['custom', 'bash_', 'text_editor_', 'memory_', 'computer_', 'browser_toolset_']

/**
 * True when a request has tools that the upstream runs, so that what it says depends on more than
 * the request. A type that is not known is taken for one.
 */
export function hasServerTools(request: Record<string, unknown>): boolean {
  const { tools, mcp_servers: servers, container } = request
  if (Array.isArray(servers) && servers.length > 0) return true
  if (container !== undefined && container !== null) return true
  return Array.isArray(tools) && tools.some(isServerTool)
}

/** True for a tool that the upstream runs; a type that is not known is taken for one. */
export function isServerTool(tool: unknown): boolean {
  if (!isRecord(tool) || typeof tool.type !== 'string') return false
  const { type } = tool
  return !CLIENT_TOOLS.some((name) => type.startsWith(name))
}
