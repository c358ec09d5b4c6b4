/**
 * The slider of `max_tokens`: stops on a logarithmic scale, powers of two and the halves between
 * them, so that one step is the same proportion anywhere.
 */
export function tokenStops(max: number): number[] {
  const stops = [1, 16]
  for (let power = 32; power < max; power *= 2) stops.push(power, (power * 3) / 2)
  return [...stops.filter((stop) => stop < max), max]
}

/** Where a number of tokens lies among the stops: between two of them by proportion. */
export function positionOf(tokens: number, stops: readonly number[]): number {
  const next = stops.findIndex((stop) => stop >= tokens)
  if (next === -1) return stops.length - 1
  const above = stops[next] ?? tokens
  const below = stops[next - 1]
  if (below === undefined || above === tokens) return next
  return next - 1 + Math.log(tokens / below) / Math.log(above / below)
}
