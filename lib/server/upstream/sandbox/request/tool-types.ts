import 'server-only'

/** A tool that the protocol knows by its `type` (claude-api.md §2.6). */
export interface ToolType {
  type: string
  /** The one name it goes by; null for toolsets, which have none. */
  name: string | null
  /** Who runs it: the caller, or the API itself. */
  runs: 'client' | 'server'
  /** What a value of `anthropic-beta` must begin with for it to be known at all. */
  beta?: string
}

const client = (type: string, name: string | null, beta?: string): ToolType => ({
  type,
  name,
  runs: 'client',
  ...(beta === undefined ? {} : { beta }),
})

const server = (name: string, ...versions: string[]): ToolType[] =>
  versions.map((version) => ({ type: `${name}${version}`, name, runs: 'server' }))

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
  ...server('web_search', '_20250305', '_20260209', '_20260318'),
  ...server('web_fetch', '_20250910', '_20260209', '_20260309', '_20260318'),
  ...server('code_execution', '_20250522', '_20250825', '_20260120', '_20260521'),
  ...server('tool_search_tool_bm25', '', '_20251119'),
  ...server('tool_search_tool_regex', '', '_20251119'),
  { type: 'mcp_toolset', name: null, runs: 'server', beta: 'mcp-client-' },
  { type: 'advisor_20260301', name: 'advisor', runs: 'server', beta: 'advisor-tool-' },
]

const byType: ReadonlyMap<string, ToolType> = new Map(TOOL_TYPES.map((row) => [row.type, row]))

/** The row of a tool's `type`; undefined for custom tools and for types unknown here. */
export function toolType({ type }: { type?: string | null | undefined }): ToolType | undefined {
  return type == null ? undefined : byType.get(type)
}
