import type { Cell, SweepPlan } from './sweep'

/** USD: sums of fractions are off by less, and no bill shows it. */
const ROUNDING = 1e-9

/** True where so much, in USD, does not go past a cap; null = none. */
export function isWithinCap(cap: number | null, usd: number): boolean {
  return cap === null || usd <= cap + ROUNDING
}

/** USD that an answer of each of these cells could come to; what nobody can tell, which no cap allows, is left out. */
export function mostOf(
  cells: readonly Pick<Cell, 'variant'>[],
  variants: readonly Pick<SweepPlan['variants'][number], 'estimate'>[],
): number {
  return cells.reduce((sum, { variant }) => sum + (variants[variant]?.estimate.most ?? 0), 0)
}
