import { quantile } from './quantile'

/** The middle of some values, of an even number the mean of the middle two; null for none. */
export function median(values: readonly number[]): number | null {
  return quantile(values, 0.5)
}
