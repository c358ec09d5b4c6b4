import 'server-only'
import type { ContentBlock } from './blocks'
import { blocksOf } from './rules-turns'
import type { Turn } from './schema'

/** Neighbouring turns of one role as the API reads them: as one (claude-api.md §2.2). */
export interface MergedTurn {
  role: Turn['role']
  /** `messages.2`: the first of them. */
  where: string
  blocks: { block: ContentBlock; where: string }[]
}

/** The turns with neighbours of one role made one. */
export function mergeTurns(turns: readonly Turn[]): MergedTurn[] {
  const merged: MergedTurn[] = []
  for (const [at, turn] of turns.entries()) {
    const where = `messages.${at}`
    const blocks = blocksOf(turn).map((block, index) => ({
      block,
      where: `${where}.content.${index}`,
    }))
    const last = merged.at(-1)
    if (last?.role === turn.role) last.blocks.push(...blocks)
    else merged.push({ role: turn.role, where, blocks })
  }
  return merged
}

/** The turns as one would write them that has none of one role beside each other. */
export function asMerged(turns: readonly Turn[]): Turn[] {
  return mergeTurns(turns).map(({ role, blocks }) => ({
    role,
    content: blocks.map(({ block }) => block),
  }))
}

/** True for a user's turn that only hands back what tools gave. */
function isResultTurn({ role, blocks }: MergedTurn): boolean {
  return role === 'user' && blocks.length > 0 && blocks.every(({ block }) => isResult(block))
}

const isResult = (block: ContentBlock) => block.type === 'tool_result'

/** How many of the turns stand before the answer that is being made or continued with tools. */
export function settledTurns(turns: readonly MergedTurn[]): number {
  return turns.findLastIndex((turn) => turn.role === 'user' && !isResultTurn(turn)) + 1
}

/** True while an answer is being continued with the results of its tools. */
export function isInToolLoop(turns: readonly Turn[]): boolean {
  const last = mergeTurns(turns).findLast(({ role }) => role !== 'system')
  return last?.role === 'user' && last.blocks.some(({ block }) => isResult(block))
}
