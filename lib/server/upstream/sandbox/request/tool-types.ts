import 'server-only'

/** A tool that the protocol knows by its `type` (claude-api.md §2.6). */
export interface ToolType {
  type: string
  /** The one name it goes by; null for toolsets, which have none. */
  name: string | null
  /** Who runs it: the caller, or the API itself. */
  runs: 'client' | 'server'
  /** The `type` of the block that holds what a server tool found. */
  result?: string
  /** What a value of `anthropic-beta` must begin with for it to be known at all. */
  beta?: string
}

const client = (type: string, name: string | null, beta?: string): ToolType => ({
  type,
  name,
  runs: 'client',
  ...(beta === undefined ? {} : { beta }),
})

const server = (name: string, versions: readonly string[], result: string): ToolType[] =>
  versions.map((version) => ({ type: `${name}${version}`, name, runs: 'server', result }))

export const TOOL_TYPES: readonly ToolType[] = [
  client('bash_20250124', 'bash'),
  client('text_editor_20250124', 'str_replace_editor'),
  client('text_editor_20250429', 'str_replace_based_edit_tool'),
  client('text_editor_20250728', 'str_replace_based_edit_tool'),
  client('memory_20250818', 'memory'),
  client('computer_toolset_20260801', null),
  client('browser_toolset_20260801', null),
  client('computer_20250124', 'computer', 'computer-use-'),
  client('computer_20251124', 'computer', 'computer-use-'),
  ...server('web_search', ['_20250305', '_20260209', '_20260318'], 'web_search_tool_result'),
  ...server(
    'web_fetch',
    ['_20250910', '_20260209', '_20260309', '_20260318'],
    'web_fetch_tool_result',
  ),
  ...server(
    'code_execution',
    ['_20250522', '_20250825', '_20260120', '_20260521'],
    'code_execution_tool_result',
  ),
  ...server('tool_search_tool_bm25', ['', '_20251119'], 'tool_search_tool_result'),
  ...server('tool_search_tool_regex', ['', '_20251119'], 'tool_search_tool_result'),
  {
    type: 'mcp_toolset',
    name: null,
    runs: 'server',
    result: 'mcp_tool_result',
    beta: 'mcp-client-',
  },
  {
    type: 'advisor_20260301',
    name: 'advisor',
    runs: 'server',
    result: 'advisor_tool_result',
    beta: 'advisor-tool-',
  },
]

const byType: ReadonlyMap<string, ToolType> = new Map(TOOL_TYPES.map((row) => [row.type, row]))

/** The row of a tool's `type`; undefined for custom tools and for types unknown here. */
export function toolType({ type }: { type?: string | null | undefined }): ToolType | undefined {
  return type == null ? undefined : byType.get(type)
}

/** True for a tool that the API runs itself, and never the caller. */
export function isServerTool(tool: { type?: string | null | undefined }): boolean {
  return toolType(tool)?.runs === 'server'
}
