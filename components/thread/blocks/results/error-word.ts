/** The error codes of the upstream's own tools (claude-api.md §2.7); each has its words. */
const CODES = [
  'invalid_tool_input',
  'unavailable',
  'too_many_requests',
  'max_uses_exceeded',
  'query_too_long',
  'request_too_large',
  'url_too_long',
  'url_not_allowed',
  'url_not_in_prior_context',
  'url_not_accessible',
  'unsupported_content_type',
  'content_too_large',
  'execution_time_exceeded',
  'output_file_too_large',
  'file_not_found',
] as const

/** The key of the words for a code; null for one of tomorrow. */
export function errorWord(code: string): (typeof CODES)[number] | null {
  return CODES.find((known) => known === code) ?? null
}
