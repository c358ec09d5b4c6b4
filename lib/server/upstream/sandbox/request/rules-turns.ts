import 'server-only'
import type { ContentBlock } from './blocks'
import type { Asked, Rule } from './rule'
import type { Turn } from './schema'

/** What the turns of a request must be to each other (claude-api.md §2.2). */

/** A turn's blocks; a string is one text block. */
export function blocksOf(turn: Turn): ContentBlock[] {
  return typeof turn.content === 'string' ? [{ type: 'text', text: turn.content }] : turn.content
}

/** The first complaint about any turn. */
const eachTurn =
  (check: (turn: Turn, at: number, asked: Asked) => string | null): Rule =>
  (asked) => {
    for (const [at, turn] of asked.body.messages.entries()) {
      const complaint = check(turn, at, asked)
      if (complaint !== null) return complaint
    }
    return null
  }

const hasContent = eachTurn((turn, at, { body }) => {
  const isFinalAnswer = at === body.messages.length - 1 && turn.role === 'assistant'
  return turn.content.length === 0 && !isFinalAnswer
    ? `messages.${at}: all messages must have non-empty content except for the optional final assistant message`
    : null
})

const hasSystemText: Rule = ({ body: { system } }) =>
  typeof system === 'object' && system.some(({ text }) => text === '')
    ? 'system: text content blocks must be non-empty'
    : null

const hasText = eachTurn((turn) => {
  if (typeof turn.content === 'string') return null
  return turn.content.some((block) => block.type === 'text' && block.text === '')
    ? 'messages: text content blocks must be non-empty'
    : null
})

/** The block types that belong to one role; those not named pass anywhere. */
const ROLE_OF: Readonly<Record<string, Turn['role']>> = {
  image: 'user',
  search_result: 'user',
  tool_result: 'user',
  container_upload: 'user',
  tool_use: 'assistant',
  server_tool_use: 'assistant',
  thinking: 'assistant',
  redacted_thinking: 'assistant',
  web_search_tool_result: 'assistant',
  web_fetch_tool_result: 'assistant',
  code_execution_tool_result: 'assistant',
  bash_code_execution_tool_result: 'assistant',
  text_editor_code_execution_tool_result: 'assistant',
  tool_search_tool_result: 'assistant',
}

const inTheirRole = eachTurn((turn, at) => {
  for (const [index, block] of blocksOf(turn).entries()) {
    const role = turn.role === 'system' && block.type !== 'text' ? 'user' : ROLE_OF[block.type]
    if (role !== undefined && role !== turn.role) {
      return `messages.${at}.content.${index}: \`${block.type}\` blocks are not permitted in ${turn.role} messages`
    }
  }
  return null
})

/** Two things that only the older version takes (§0). */
const refusedInNewVersion = eachTurn((turn, at, { version }) => {
  if (version === '2023-06-01') return null
  for (const [index, block] of blocksOf(turn).entries()) {
    const where = `messages.${at}.content.${index}`
    if (block.type === 'document' && turn.role === 'assistant') {
      return `${where}: \`document\` blocks are not permitted in assistant messages from API version ${version} on`
    }
    if (turn.role !== 'user') continue
    const texts = block.type === 'search_result' ? block.content : [block]
    const isCited = texts.some((text) => text.type === 'text' && (text.citations?.length ?? 0) > 0)
    if (isCited) {
      return `${where}: \`citations\` are not permitted on text of user messages from API version ${version} on`
    }
  }
  return null
})

const systemTurns = eachTurn((turn, at, { body, model }) => {
  if (turn.role !== 'system') return null
  const where = `messages.${at}.role`
  if (model.takesSystemTurns === false) {
    return `${where}: 'system' is not supported among the messages for ${model.id}; use the top-level \`system\` parameter`
  }
  const [before, after] = [body.messages[at - 1], body.messages[at + 1]]
  const endsInServerTool =
    before?.role === 'assistant' && blocksOf(before).at(-1)?.type.endsWith('_tool_result') === true
  if (before?.role !== 'user' && !endsInServerTool) {
    return `${where}: a 'system' message must follow a user message`
  }
  return after !== undefined && after.role !== 'assistant'
    ? `${where}: a 'system' message must be the last one or followed by an assistant message`
    : null
})

/** The last turn of a user or an answer; a system's may stand behind it. */
export function lastSpoken(turns: readonly Turn[]): Turn | undefined {
  return turns.findLast(({ role }) => role !== 'system')
}

const SERVER_TOOL_BLOCK = /_tool_result$|^server_tool_use$|^mcp_tool_use$/

/** True for an answer's beginning. What the API's own tools left open is none (§3, `pause_turn`). */
export function isPrefill(turn: Turn): boolean {
  return turn.role === 'assistant' && !SERVER_TOOL_BLOCK.test(blocksOf(turn).at(-1)?.type ?? '')
}

const prefill: Rule = ({ body, model }) => {
  const last = body.messages.at(-1)
  if (last === undefined || !isPrefill(last)) return null
  if (!model.takesPrefill) {
    return 'This model does not support assistant message prefill. The conversation must end with a user message.'
  }
  if (last.content.length === 0) return null
  if (body.thinking?.type === 'enabled' || body.thinking?.type === 'adaptive') {
    return 'messages: an assistant message prefill cannot be combined with thinking'
  }
  const text = blocksOf(last).at(-1)
  return text?.type === 'text' && text.text !== text.text.trimEnd()
    ? 'messages: final assistant content cannot end with trailing whitespace'
    : null
}

export const TURN_RULES: readonly Rule[] = [
  hasContent,
  hasSystemText,
  hasText,
  inTheirRole,
  refusedInNewVersion,
  systemTurns,
  prefill,
]
