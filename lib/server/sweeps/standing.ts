import 'server-only'
import type { Due, Standing } from '@/lib/domain/sweeps/next'
import { type Cell, type Sweep, spentOf } from '@/lib/domain/sweeps/sweep'
import { createLine, type InTurn } from '../disk/in-turn'
import type { UnderWay } from './under-way'

/** A sweep that is not over, or of which something is still under way. */
export interface Active {
  sweep: Sweep
  /** Failures in a row, by variant, since it began or was resumed. */
  streaks: Map<number, number>
  /** Does what decides about its state and stores it one after the other: nothing decided before is stored after. */
  inTurn: InTurn
  /** So many acts of persons are on their way to the store: until they are there it stays. */
  changes: number
  /** When a limit has room for the next of its runs, ms since the epoch; null while none is waited for. */
  waitsUntil: number | null
}

/** A sweep as it is when this process takes it up. */
export function activeOf(sweep: Sweep): Active {
  return { sweep, streaks: new Map(), inTurn: createLine(), changes: 0, waitsUntil: null }
}

/** Notes how an answer of a variant has ended: what its cap has ended is no failure of it. */
export function countEnd(
  active: Active | undefined,
  { variant, state, problem }: Pick<Cell, 'variant' | 'state' | 'problem'>,
): void {
  if (problem?.kind === 'cap' || (state !== 'done' && state !== 'failed')) return
  active?.streaks.set(variant, state === 'failed' ? (active.streaks.get(variant) ?? 0) + 1 : 0)
}

/** True where the cap has ended a cell, and the next one would have its first step paid for nothing. */
export function isCapReached({ cells }: Sweep, { problem }: Cell): boolean {
  return problem?.kind === 'cap' && cells.some(({ state }) => state === 'waiting')
}

/** So many failures in a row, and a variant is asked nothing more. */
const MOST_FAILURES = 3

/** Where a sweep is, with all of it that is under way. */
export function standingOf({ sweep, streaks }: Active, underWay: UnderWay): Standing {
  const { cells, variants, cap } = sweep
  const mosts = underWay.mostsOf(sweep)
  const flights = underWay.live(sweep)
  const due = cells
    .filter(({ state }) => state === 'waiting')
    .flatMap(({ index, variant }): Due[] => {
      const found = variants[variant]
      if (found === undefined) return []
      const need = underWay.needOf(found, found.estimate.inputTokens)
      return [{ index, variant, most: mosts[variant] ?? null, ...need }]
    })
  const resting = [...streaks].filter(([, failures]) => failures >= MOST_FAILURES)
  return {
    due,
    resting: new Set(resting.map(([variant]) => variant)),
    cap,
    spent: spentOf(cells).usd,
    atMost: flights.reduce((sum, { most }) => sum + (most ?? 0), 0),
    underWay: flights.length,
  }
}
