import 'server-only'
import { factsOf } from '@/lib/domain/comparison/facts'
import type { Run } from '@/lib/domain/run'
import { attemptsSince } from '@/lib/domain/sweeps/ask-again'
import { mostsNow } from '@/lib/domain/sweeps/most-now'
import type { Attempt, Cell, CellProblem, Sweep } from '@/lib/domain/sweeps/sweep'
import type { PriceBook } from '../runs/price-book'
import { problemOfRun, problemOfStart } from './cell-problem'
import type { CellLook } from './look-at-cell'

/** So often a rate limit may turn a cell away before that counts as its failure. */
const MOST_ATTEMPTS = 5

/** How the answer of a cell has ended. */
interface Ending extends Omit<CellLook, 'isOver'> {
  /** It was found so at a start: what is cut was cut by the end of the process. */
  isRestart: boolean
  /** The cap had no room for its next step. */
  isPastCap: boolean
}

/** A cell after its answer has ended; one that was turned away or cut off by a restart waits again. */
export function endCell(
  cell: Cell,
  ending: Ending,
  sweep: Pick<Sweep, 'state' | 'variants' | 'cells'>,
  prices: PriceBook,
): Cell {
  const { runs, last, isHeld } = ending
  const most = mostsNow(sweep, prices.own)[cell.variant] ?? 0
  const attempts = cell.attempts.map((attempt, index) =>
    index === cell.attempts.length - 1
      ? { ...attempt, spent: spentOn(runs, most, prices) }
      : attempt,
  )
  const found = stateOf(last, ending, sweep)
  const isAgain = found === 'waiting' && attemptsSince(cell) < MOST_ATTEMPTS
  if (isAgain) return { ...cell, attempts, state: found, facts: null, problem: null }
  const state = found === 'waiting' ? 'failed' : found
  const problem = isHeld ? problemOfHeld(ending) : problemOfRun(last)
  const facts = factsOf(runs, prices.own)
  return { ...cell, attempts, state, facts, problem: state === 'failed' ? problem : null }
}

/** A cell whose run could not begin. */
export function unbegunCell(before: Cell, err: unknown): Cell {
  return { ...before, state: 'failed', problem: problemOfStart(err) }
}

/** A cell of whose last run nothing was sent, since the process went before that. */
export function unsentCell(cell: Cell): Cell {
  return { ...cell, state: 'waiting', attempts: cell.attempts.slice(0, -1) }
}

function problemOfHeld({ isPastCap, isStopped }: Ending): CellProblem {
  if (isPastCap) return { kind: 'cap' }
  return { kind: isStopped ? 'stopped' : 'held' }
}

/** Where nobody knows what a run came to, it counts as the most that it could have. */
function spentOn(runs: readonly Run[], most: number, prices: PriceBook): Attempt['spent'] {
  const bills = runs.map((run) => prices.billOf(run))
  const known = bills.reduce<number>((sum, bill) => sum + (bill ?? 0), 0)
  return bills.includes(null)
    ? { usd: known + most, isBound: true }
    : { usd: known, isBound: false }
}

function stateOf(
  last: Run | undefined,
  { isHeld, isStopped, isRestart }: Ending,
  { state }: Pick<Sweep, 'state'>,
): Cell['state'] {
  if (last === undefined) return 'failed'
  // Stopped while it was paused: whoever deletes a comparison stops all of it, and may undo that.
  if ((last.status === 'stopped' || isStopped) && state !== 'running')
    return state === 'stopped' ? 'stopped' : 'waiting'
  // What stands under a sweep that was stopped waits for nobody.
  if (last.status === 'complete' && isHeld) return state === 'stopped' ? 'stopped' : 'failed'
  if (last.status === 'complete') return 'done'
  const isCut = isRestart && last.status === 'interrupted'
  return isCut || isTurnedAway(last) ? 'waiting' : 'failed'
}

/** By a limit that passes with time, which a spend cap does not (claude-api.md §5.2). */
function isTurnedAway({ status, error }: Run): boolean {
  if (status !== 'failed' || error === null) return false
  const isLimit = error.httpStatus === 429 || error.httpStatus === 529
  return isLimit && !JSON.stringify(error).includes('spend_limit_reached')
}
