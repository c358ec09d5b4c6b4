import type { Message } from '../conversation'
import { isResultTurn } from '../tools/loop'

/** The last question of a branch: what a person said last, which each run of a sweep answers anew. */
export function questionIn(path: readonly Message[]): Message | null {
  return path.findLast((turn) => turn.role === 'user' && !isResultTurn(turn)) ?? null
}
