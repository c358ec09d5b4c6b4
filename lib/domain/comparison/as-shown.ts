/** Times are in ms, a rate is in tokens per second, a cost in USD. */
type Shown = 'firstToken' | 'total' | 'rate' | 'cost'

/** A figure to the digits in which it is shown: two that read the same are the same. */
export function asShown(fact: Shown, value: number): number {
  const step = stepOf(fact, value)
  // What is more than nothing never reads as nothing.
  return value > 0 ? Math.max(step, Math.round(value / step) * step) : 0
}

function stepOf(fact: Shown, value: number): number {
  if (fact === 'cost') return value < 1 ? 0.0001 : 0.01
  if (fact === 'rate') return 0.1
  if (value < 100) return 1
  if (value < 1000) return 10
  if (value < 60_000) return 100
  return value < 3_600_000 ? 1000 : 60_000
}
