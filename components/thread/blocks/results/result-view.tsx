import { CircleX } from 'lucide-react'
import type { ComponentType } from 'react'
import { useTranslations } from 'use-intl'
import { isRecord } from '@/lib/wire/json'
import type { Block } from '@/lib/wire/types'
import { JsonTree } from '../../../ui/json-tree'
import { CodeResult } from './code-result'
import { errorWord } from './error-word'
import { FetchResult } from './fetch-result'
import { PlainResult } from './plain-result'
import { SearchResults } from './search-results'
import { EditorResult, ToolSearchResult } from './small-results'

/** Type of a result block to the view of its `content`; any other content shows as JSON. */
const VIEWS: ReadonlyMap<string, ComponentType<{ content: unknown }>> = new Map([
  ['tool_result', PlainResult],
  ['mcp_tool_result', PlainResult],
  ['web_search_tool_result', SearchResults],
  ['web_fetch_tool_result', FetchResult],
  ['code_execution_tool_result', CodeResult],
  ['bash_code_execution_tool_result', CodeResult],
  ['text_editor_code_execution_tool_result', EditorResult],
  ['tool_search_tool_result', ToolSearchResult],
])

/** True for a result that tells of a failure; it arrives inside a good answer (claude-api.md §2.7). */
export function isFailed({ content, is_error }: Block): boolean {
  if (is_error === true) return true
  if (!isRecord(content)) return false
  const code = content.return_code
  return typeof content.error_code === 'string' || (typeof code === 'number' && code !== 0)
}

/** What a tool gave. */
export function ResultView({ block }: { block: Block }) {
  const { content } = block
  if (isRecord(content) && typeof content.error_code === 'string') {
    return <Failure code={content.error_code} />
  }
  const View = VIEWS.get(block.type)
  return View === undefined ? (
    <JsonTree value={content ?? block} open={2} />
  ) : (
    <View content={content} />
  )
}

function Failure({ code }: { code: string }) {
  const t = useTranslations('chat.toolErrors')
  const word = errorWord(code)
  return (
    <p className="flex flex-wrap items-center gap-x-2 text-bad text-ui">
      <CircleX aria-hidden size={14} strokeWidth={1.5} className="shrink-0" />
      {t(word ?? 'unknown')}
      <code className="font-mono text-[12px] text-ink-3">{code}</code>
    </p>
  )
}
