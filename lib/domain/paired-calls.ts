import type { Block } from '@/lib/wire/types'
import type { SentTurn } from './sent-turn'

/**
 * The turns without calls that nothing answers and results that answer nothing: the API refuses both
 * (claude-api.md §2.2). A call may be left without its result by a cut, by `max_tokens`, or by a turn
 * that was deleted. The last turn keeps its calls, for their results come next; what was captured stays
 * as it was.
 */
export function withPairedCalls(turns: readonly SentTurn[]): SentTurn[] {
  return turns.map((turn, index) => {
    const [before, after] = [turns[index - 1], turns[index + 1]]
    const isPaired = (block: Block): boolean => {
      if (block.type === 'tool_use') return after === undefined || hasResult(after, block.id)
      if (block.type === 'tool_result') return hasCall(before, block.tool_use_id)
      return true
    }
    const { captured } = turn.message
    const isAsCaptured = captured !== undefined && captured.isOwn !== true
    if (isAsCaptured || turn.param.content.every(isPaired)) return turn
    return { ...turn, param: { ...turn.param, content: turn.param.content.filter(isPaired) } }
  })
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
