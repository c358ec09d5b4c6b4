import { type Cell, type CellProblem, type ShownSweep, spentOf } from './sweep'
import { isWithinCap, mostOf } from './within-cap'

/** The cells that have failed, as they are once they are asked again: what failed is kept with its reason. */
export function askedAgain(cells: readonly Cell[]): Cell[] {
  return cells
    .filter(({ state }) => state === 'failed')
    .map((cell) => ({
      ...cell,
      state: 'waiting',
      attempts: cell.attempts.map((attempt, index) =>
        index === cell.attempts.length - 1 ? { ...attempt, failedAs: reasonOf(cell) } : attempt,
      ),
      facts: null,
      problem: null,
    }))
}

/** What asking again what has failed would take. */
interface AgainCost {
  /** Cells. */
  count: number
  /** USD that they could come to. */
  most: number
  /** The cap that leaves room for all of them, in whole cents; null where the present one does. */
  enough: number | null
}

/** What it takes to ask again what has failed. What that has cost before stays spent. */
export function costAgain({
  cells,
  variants,
  cap,
}: Pick<ShownSweep, 'cells' | 'variants' | 'cap'>): AgainCost {
  const failed = cells.filter(({ state }) => state === 'failed')
  const most = mostOf(failed, variants)
  const whole = spentOf(cells).usd + most
  const enough = isWithinCap(cap, whole) ? null : Math.ceil(whole * CENTS) / CENTS
  return { count: failed.length, most, enough }
}

const CENTS = 100

/** What never began is no reason of the run before it. */
function reasonOf({ problem }: Cell): CellProblem | null {
  return problem?.kind === 'unbegun' ? null : problem
}

/** How often a cell was begun since it was last asked again. */
export function attemptsSince({ attempts }: Pick<Cell, 'attempts'>): number {
  return attempts.length - 1 - attempts.findLastIndex(({ failedAs }) => failedAs !== undefined)
}
