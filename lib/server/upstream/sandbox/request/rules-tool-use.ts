import 'server-only'
import type { ContentBlock } from './blocks'
import { type MergedTurn, mergeTurns, settledTurns } from './merge-turns'
import type { Rule } from './rule'

/**
 * Every call of a client's tool is answered in the very next turn, results first, and nothing else
 * is (claude-api.md §2.2). Neighbouring turns of a role count as one.
 */

/** The first complaint about any turn; `next` and `before` are its neighbours. */
const eachTurn =
  (
    check: (
      turn: MergedTurn,
      around: { before: MergedTurn | undefined; next: MergedTurn | undefined },
    ) => string | null,
  ): Rule =>
  ({ body }) => {
    const turns = mergeTurns(body.messages)
    for (const [at, turn] of turns.entries()) {
      const complaint = check(turn, { before: turns[at - 1], next: turns[at + 1] })
      if (complaint !== null) return complaint
    }
    return null
  }

const callsOf = (turn: MergedTurn | undefined) =>
  (turn?.blocks ?? []).flatMap(({ block, where }) =>
    block.type === 'tool_use' ? [{ id: block.id, where }] : [],
  )

const resultsOf = (turn: MergedTurn | undefined) =>
  (turn?.blocks ?? []).flatMap(({ block, where }) =>
    block.type === 'tool_result' ? [{ id: block.tool_use_id, where }] : [],
  )

const idsAreUnique: Rule = ({ body }) => {
  const seen = new Set<string>()
  for (const { id, where } of mergeTurns(body.messages).flatMap(callsOf)) {
    if (seen.has(id)) return `${where}: \`tool_use\` ids must be unique`
    seen.add(id)
  }
  return null
}

const callsAreAnswered = eachTurn((turn, { next }) => {
  const answered = new Set(resultsOf(next).map(({ id }) => id))
  const open = callsOf(turn).filter(({ id }) => !answered.has(id))
  return open.length > 0
    ? `${turn.where}: \`tool_use\` ids were found without \`tool_result\` blocks immediately after: ${open.map(({ id }) => id).join(', ')}. Each \`tool_use\` block must have a corresponding \`tool_result\` block in the next message.`
    : null
})

const answersHaveCalls = eachTurn((turn, { before }) => {
  const called = new Set(callsOf(before).map(({ id }) => id))
  const seen = new Set<string>()
  for (const { id, where } of resultsOf(turn)) {
    if (!called.has(id)) {
      return `${where}: unexpected \`tool_use_id\` found in \`tool_result\` blocks: ${id}. Each \`tool_result\` block must have a corresponding \`tool_use\` block in the previous message.`
    }
    if (seen.has(id)) {
      return `${where}: each \`tool_use\` must have a single result. Found multiple \`tool_result\` blocks with id: ${id}`
    }
    seen.add(id)
  }
  return null
})

const answersComeFirst = eachTurn(({ blocks, where }) => {
  const types = blocks.map(({ block }) => block.type)
  const firstOther = types.findIndex((type) => type !== 'tool_result')
  return firstOther !== -1 && types.lastIndexOf('tool_result') > firstOther
    ? `${where}: \`tool_result\` blocks must come before other content`
    : null
})

/** The calls of a turn that the API itself has not answered there. */
export function openServerCalls(blocks: readonly ContentBlock[]) {
  const done = new Set(blocks.map((block) => ('tool_use_id' in block ? block.tool_use_id : null)))
  return blocks.flatMap((block) => {
    if (block.type !== 'server_tool_use' && block.type !== 'mcp_tool_use') return []
    const { type, id, name } = block
    return typeof id !== 'string' || done.has(id) ? [] : [{ type, id, name }]
  })
}

/** A server tool that the API has not finished yet waits for the results of the client's tools alone. */
const unfinishedWaits = eachTurn((turn, { next }) => {
  if (turn.role !== 'assistant' || next?.role !== 'user') return null
  const [open] = openServerCalls(turn.blocks.map(({ block }) => block))
  const other = next.blocks.find(({ block }) => block.type !== 'tool_result')
  return open !== undefined && other !== undefined
    ? `${other.where}: only \`tool_result\` blocks may follow while \`${open.type}\` ${open.id} has no result`
    : null
})

/** With a budget, the turn that is continued with results has begun with its thinking (§2.4). */
const loopBeginsWithThinking: Rule = ({ body }) => {
  if (body.thinking?.type !== 'enabled') return null
  const turns = mergeTurns(body.messages)
  const first = turns.slice(settledTurns(turns)).find(({ role }) => role === 'assistant')
  const isContinued = turns.findLast(({ role }) => role !== 'system')?.role === 'user'
  const begin = first?.blocks[0]
  if (!isContinued || begin === undefined) return null
  const { type } = begin.block
  return type === 'thinking' || type === 'redacted_thinking'
    ? null
    : `${begin.where}.type: Expected \`thinking\` or \`redacted_thinking\`, but found \`${type}\`. When \`thinking\` is enabled, an \`assistant\` message that is continued with \`tool_result\` blocks must start with its thinking block.`
}

export const TOOL_USE_RULES: readonly Rule[] = [
  idsAreUnique,
  callsAreAnswered,
  answersHaveCalls,
  answersComeFirst,
  unfinishedWaits,
  loopBeginsWithThinking,
]
