/** The built-in tools that ask files. */
export const FILE_TOOL_NAMES = ['csv_query', 'json_query', 'find_in_document'] as const
export type FileToolName = (typeof FILE_TOOL_NAMES)[number]

/** True for the name of one of them. */
export function isFileTool(name: string): name is FileToolName {
  return FILE_TOOL_NAMES.some((one) => one === name)
}
