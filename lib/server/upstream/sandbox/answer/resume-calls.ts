import 'server-only'
import { readFacts } from '../facts/facts'
import { openServerCalls } from '../request/rules-tool-use'
import { blocksOf, isPrefill, lastSpoken } from '../request/rules-turns'
import type { MessagesBody } from '../request/schema'
import { offeredTools } from '../tools/offered'
import { neededServerTool, serverCall } from '../tools/server-calls'
import type { AnswerBlock } from './answer'
import type { Brief } from './brief'

/**
 * What a turn goes on with that a server tool paused (claude-api.md §3): the results of its open
 * calls, each under the call's own id; nothing where all have theirs. Null for any other turn.
 */
export function resumeCalls(body: MessagesBody, { text, language }: Brief): AnswerBlock[] | null {
  const last = lastSpoken(body.messages)
  if (last?.role !== 'assistant' || isPrefill(last)) return null
  const facts = readFacts(text)
  const tools = offeredTools(body).server.map((row) => neededServerTool([row], facts, row.name))
  return openServerCalls(blocksOf(last)).flatMap(({ id, name }) => {
    const tool = tools.find((one) => one?.name === name)
    return tool == null ? [] : serverCall(tool, facts, language).flatMap(answering(id))
  })
}

/** A call's blocks less the call: its result belongs to the one that has this id. */
const answering =
  (id: string) =>
  (block: AnswerBlock): AnswerBlock[] => {
    if (block.kind === 'call') return []
    if (block.kind !== 'whole') return [block]
    return [{ ...block, block: { ...block.block, tool_use_id: id } }]
  }
