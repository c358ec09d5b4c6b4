import { isRecord } from '@/lib/wire/json'
import { type ModelInfo, newestFirst } from './models'

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

/**
 * Tools that the upstream runs, as a request asks for the newest of each (claude-api.md §2.6). What needs
 * more than its name, such as a list of sites, goes by a raw patch.
 */
export const SERVER_TOOLS = [
  {
    id: 'server:web_search',
    definition: { type: 'web_search_20260318', name: 'web_search' },
    types: ['web_search_20250305', 'web_search_20260209', 'web_search_20260318'],
    capability: 'web_search',
  },
  {
    id: 'server:web_fetch',
    definition: { type: 'web_fetch_20260318', name: 'web_fetch' },
    types: ['web_fetch_20250910', 'web_fetch_20260209', 'web_fetch_20260309', 'web_fetch_20260318'],
    // No leaf of the model's capabilities speaks of it.
    capability: null,
  },
  {
    id: 'server:code_execution',
    definition: { type: 'code_execution_20260521', name: 'code_execution' },
    types: [
      ...(['code_execution_20250522', 'code_execution_20250825'] as const),
      ...(['code_execution_20260120', 'code_execution_20260521'] as const),
    ],
    capability: 'code_execution',
  },
] as const

/** Whether a model has a tool that the upstream runs; null = nothing says. */
export function hasServerTool(
  { capabilities }: Pick<ModelInfo, 'capabilities'>,
  { capability }: (typeof SERVER_TOOLS)[number],
): boolean | null {
  const group = capabilities?.server_tools
  if (group == null) return null
  if (!group.supported) return false
  return capability === null ? null : (group[capability]?.supported ?? null)
}

/** Whether a chosen tool is one that the upstream runs, and that the model is known not to have. */
export function lacksServerTool(info: ModelInfo | undefined, id: string): boolean {
  const tool = SERVER_TOOLS.find((one) => one.id === id)
  return info !== undefined && tool !== undefined && hasServerTool(info, tool) === false
}

/** The newest living model that is known to run server tools, and not known to lack this one. */
export function modelWithTool(id: string, models: readonly ModelInfo[]): ModelInfo | undefined {
  return newestFirst(models).find(
    (info) => info.capabilities?.server_tools?.supported === true && !lacksServerTool(info, id),
  )
}

/** True for the id of a chosen tool that the upstream runs. */
export function isServerToolId(id: string): boolean {
  return id.startsWith('server:')
}
