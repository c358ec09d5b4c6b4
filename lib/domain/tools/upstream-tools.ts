import type { ModelInfo } from '../models'
import type { ChosenTool } from './chosen-tool'

/**
 * The tools that the upstream runs itself, each as a request asks for its newest version
 * (claude-api.md §2.6). What needs more than its name, such as a list of sites, is a tool of one's own
 * with that definition.
 */
export const UPSTREAM_TOOLS = [
  { id: 'server:web_search', definition: { type: 'web_search_20260318', name: 'web_search' } },
  { id: 'server:web_fetch', definition: { type: 'web_fetch_20260318', name: 'web_fetch' } },
  {
    id: 'server:code_execution',
    definition: { type: 'code_execution_20260521', name: 'code_execution' },
  },
] as const satisfies readonly ChosenTool[]

/** True for a tool that the upstream runs. */
export function isUpstreamTool({ id }: Pick<ChosenTool, 'id'>): boolean {
  return id.startsWith('server:')
}

/** Whether a model has one of {@link UPSTREAM_TOOLS}; null = nobody says. Fetching goes with searching. */
export function hasUpstreamTool(id: string, info: ModelInfo | undefined): boolean | null {
  const { web_search, code_execution } = info?.capabilities?.server_tools ?? {}
  const said = id === 'server:code_execution' ? code_execution : web_search
  return said?.supported ?? null
}
