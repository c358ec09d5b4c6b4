import 'server-only'
import type { AnswerBlock } from '../answer/answer'
import type { Language } from '../answer/measure'
import type { Facts } from '../facts/facts'
import { readQuery } from '../facts/free-text'
import { readBackticked } from '../facts/patterns'
import type { ToolType } from '../request/tool-types'
import { countTokens, splitTokens } from '../tokens'
import { callBlock } from './call-block'

/** How a server tool is called: when a text needs it, under which name, and with what. */
interface ServerTool {
  type: RegExp
  name: string
  result: string
  isNeeded: (facts: Facts) => boolean
  input: (facts: Facts) => Record<string, unknown>
  /** Fields of the result besides those that all have (the official SDK's types). */
  extra?: Record<string, unknown>
  errorExtra?: Record<string, unknown>
}

const SEARCH =
  /\b(?:search|look up|google|browse|find out|latest|recent|news|currently|up to date|online|on the web|internet)\b|搜索|搜一下|查一下|查找|查询|最新|新闻|上网|网上/i
const FETCH =
  /\b(?:fetch|read|open|visit|summari[sz]e|what does|content|page|link|article|check)\b|打开|读|总结|访问|网页|链接|内容/i
const RUN =
  /\b(?:run|execute|calculate|compute|python|script|code|plot|simulate)\b|运行|执行|计算|代码|画图/i

const query = ({ text }: Facts) => readQuery(text)?.text ?? text.slice(0, 400)
const code = ({ text }: Facts) => readBackticked(text)[0]?.text ?? ''
const direct = { caller: { type: 'direct' } }

/** In the order in which they are tried. */
const SERVER_TOOLS: readonly ServerTool[] = [
  {
    type: /^web_fetch/,
    name: 'web_fetch',
    result: 'web_fetch_tool_result',
    isNeeded: (facts) => facts.urls().length > 0 && FETCH.test(facts.text),
    input: (facts) => ({ url: facts.urls()[0]?.text ?? '' }),
    extra: direct,
  },
  {
    type: /^code_execution_20250522$/,
    name: 'code_execution',
    result: 'code_execution_tool_result',
    isNeeded: (facts) => RUN.test(facts.text),
    input: (facts) => ({ code: code(facts) }),
  },
  {
    type: /^code_execution/,
    name: 'bash_code_execution',
    result: 'bash_code_execution_tool_result',
    isNeeded: (facts) => RUN.test(facts.text),
    input: (facts) => ({ command: code(facts) }),
  },
  {
    type: /^web_search/,
    name: 'web_search',
    result: 'web_search_tool_result',
    isNeeded: ({ text }) => SEARCH.test(text),
    input: (facts) => ({ query: query(facts) }),
    extra: direct,
  },
  ...['bm25', 'regex'].map((kind) => ({
    type: new RegExp(`^tool_search_tool_${kind}`),
    name: `tool_search_tool_${kind}`,
    result: 'tool_search_tool_result',
    isNeeded: ({ text }: Facts) => /\btools?\b|工具/i.test(text),
    input: (facts: Facts) =>
      kind === 'regex' ? { pattern: query(facts).slice(0, 200) } : { query: query(facts) },
    errorExtra: { error_message: null },
  })),
]

/** The server tool that a text plainly needs; one that is forced is needed. */
export function neededServerTool(
  offered: readonly ToolType[],
  facts: Facts,
  forced: string | null,
): ServerTool | null {
  const candidates = SERVER_TOOLS.filter(({ type }) => offered.some((row) => type.test(row.type)))
  if (forced === null) return candidates.find((tool) => tool.isNeeded(facts)) ?? null
  const named = offered.find(({ name }) => name === forced)
  return candidates.find(({ type }) => named !== undefined && type.test(named.type)) ?? null
}

/** The tool search that deferred tools would have to be found with. */
export function toolSearch(offered: readonly ToolType[]): ServerTool | null {
  return (
    SERVER_TOOLS.find(
      ({ type, name }) =>
        name.startsWith('tool_search') && offered.some((row) => type.test(row.type)),
    ) ?? null
  )
}

const SAID: Readonly<Record<Language, (name: string) => string>> = {
  en: (name) =>
    `The sandbox runs no server tools: \`${name}\` is unavailable here, so nothing was looked up or run. With an API key the same request would use it.`,
  zh: (name) =>
    `沙盒不运行服务器工具：\`${name}\` 在这里不可用，因此没有查询或运行任何内容。使用 API 密钥时，同样的请求会用到它。`,
}

/** A call of a server tool, the error that is its result, and words that say so: never a pretended result. */
export function serverCall(tool: ServerTool, facts: Facts, language: Language): AnswerBlock[] {
  const call = callBlock('server_tool_use', tool.name, tool.input(facts))
  const result = {
    type: tool.result,
    tool_use_id: call.id,
    content: { type: `${tool.result}_error`, error_code: 'unavailable', ...tool.errorExtra },
    ...tool.extra,
  }
  const tokens = countTokens(JSON.stringify(result.content))
  const text = SAID[language](tool.name)
  return [
    call,
    { kind: 'whole', block: result, tokens },
    { kind: 'text', tokens: splitTokens(text), citations: [] },
  ]
}
