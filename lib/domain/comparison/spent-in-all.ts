import { totalOf } from '../cost'
import type { Prices } from '../prices'
import type { Run } from '../run'
import type { Comparison } from './comparison'

/** What everything that was asked in a comparison came to. */
interface SpentInAll {
  usd: number
  /** Answers whose cost cannot be told; they are not in `usd`. */
  unknown: number
  /** Something in it is paid for, or may be. */
  isPaid: boolean
  /** Something in these columns, or something paid elsewhere, has been answered. */
  isAny: boolean
}

/** Adds the runs of the columns to what was spent in sweeps and removed columns. */
export function spentInAll(
  runs: readonly Run[],
  elsewhere: Comparison['elsewhere'],
  prices: Prices,
): SpentInAll {
  const here = totalOf(runs, prices)
  const isPaidElsewhere = elsewhere.usd > 0 || elsewhere.unknown > 0
  return {
    usd: here.usd + elsewhere.usd,
    unknown: here.unknown + elsewhere.unknown,
    isPaid: here.runs > 0 || isPaidElsewhere,
    isAny: here.runs + here.sandboxRuns > 0 || isPaidElsewhere,
  }
}
