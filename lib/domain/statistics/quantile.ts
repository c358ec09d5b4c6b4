/**
 * The p-quantile of values in any order, 0 ≤ p ≤ 1: type 7 of Hyndman & Fan (Sample Quantiles in
 * Statistical Packages, The American Statistician 50, 1996), which spreadsheets and R use: a straight
 * line between the two values next to it. Null of none.
 */
export function quantile(values: readonly number[], p: number): number | null {
  const sorted = values.toSorted((a, b) => a - b)
  const place = (sorted.length - 1) * p
  const below = sorted[Math.floor(place)]
  const above = sorted[Math.ceil(place)]
  if (below === undefined || above === undefined) return null
  return below + (place - Math.floor(place)) * (above - below)
}
