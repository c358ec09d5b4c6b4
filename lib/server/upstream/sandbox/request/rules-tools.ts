import 'server-only'
import type { Rule } from './rule'
import { blocksOf } from './rules-turns'
import type { Turn } from './schema'

/** Every call of a client's tool is answered in the very next turn, and nothing else is (§2.2). */

const idsOf = (turn: Turn | undefined, type: 'tool_use' | 'tool_result'): string[] =>
  turn === undefined
    ? []
    : blocksOf(turn).flatMap((block) => {
        if (block.type === 'tool_use' && type === 'tool_use') return [block.id]
        return block.type === 'tool_result' && type === 'tool_result' ? [block.tool_use_id] : []
      })

const callsAreAnswered: Rule = ({ body }) => {
  for (const [at, turn] of body.messages.entries()) {
    if (turn.role !== 'assistant') continue
    const answered = new Set(idsOf(body.messages[at + 1], 'tool_result'))
    const open = idsOf(turn, 'tool_use').filter((id) => !answered.has(id))
    if (open.length > 0) {
      return `messages.${at}: \`tool_use\` ids were found without \`tool_result\` blocks immediately after: ${open.join(', ')}`
    }
  }
  return null
}

const answersHaveCalls: Rule = ({ body }) => {
  for (const [at, turn] of body.messages.entries()) {
    const called = new Set(idsOf(body.messages[at - 1], 'tool_use'))
    const orphan = idsOf(turn, 'tool_result').find((id) => !called.has(id))
    if (orphan !== undefined) {
      return `messages.${at}: unexpected \`tool_use_id\` found in \`tool_result\` blocks: ${orphan}. Each must have a corresponding \`tool_use\` block in the previous message.`
    }
  }
  return null
}

const answersComeFirst: Rule = ({ body }) => {
  for (const [at, turn] of body.messages.entries()) {
    const types = blocksOf(turn).map((block) => block.type)
    const firstOther = types.findIndex((type) => type !== 'tool_result')
    if (firstOther !== -1 && types.lastIndexOf('tool_result') > firstOther) {
      return `messages.${at}: \`tool_result\` blocks must come before other content`
    }
  }
  return null
}

export const TOOL_RULES: readonly Rule[] = [callsAreAnswered, answersHaveCalls, answersComeFirst]
