import type { Block } from '@/lib/wire/types'
import type { Message } from './conversation'
import type { SentTurn } from './sent-turn'

/**
 * The turns without calls that nothing answers and results that answer nothing: the API refuses both
 * (claude-api.md §2.2). A call may be left without its result by a cut, by `max_tokens`, or by a turn
 * that was deleted. The last turn keeps its calls, for their results come next; between two turns that
 * were captured one after the other all stays as it was.
 */
export function withPairedCalls(turns: readonly SentTurn[]): SentTurn[] {
  return turns.map((turn, index) => {
    const [before, after] = [turns[index - 1], turns[index + 1]]
    const isPaired = (block: Block): boolean => {
      if (block.type === 'tool_use')
        return after === undefined || isAsCaptured(turn, after) || hasResult(after, block.id)
      if (block.type === 'tool_result')
        return isAsCaptured(before, turn) || hasCall(before, block.tool_use_id)
      return true
    }
    if (turn.param.content.every(isPaired)) return turn
    return { ...turn, param: { ...turn.param, content: turn.param.content.filter(isPaired) } }
  })
}

/** Whether a turn stands after the one (none: at the beginning) that it was captured after. */
function isAsCaptured(before: SentTurn | undefined, { message }: SentTurn): boolean {
  const isCaptured = ({ captured }: Message) => captured !== undefined && captured.isOwn !== true
  if (before === undefined) return isCaptured(message) && message.parentId === null
  return isCaptured(before.message) && isCaptured(message) && message.parentId === before.message.id
}

function hasResult({ param }: SentTurn, id: unknown): boolean {
  return (
    param.role === 'user' &&
    param.content.some((block) => block.type === 'tool_result' && block.tool_use_id === id)
  )
}

function hasCall(turn: SentTurn | undefined, id: unknown): boolean {
  return (
    turn?.param.role === 'assistant' &&
    turn.param.content.some((block) => block.type === 'tool_use' && block.id === id)
  )
}
