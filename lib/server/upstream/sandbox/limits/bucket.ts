import 'server-only'

const MINUTE_MS = 60_000
/** Times are sums of fractions: less than this is no difference. */
const TOLERANCE_MS = 0.01

/** A bucket that fills from empty to its limit in a minute; the limit may differ from call to call. */
export interface Bucket {
  /** What it holds; below zero where more was taken than it had. */
  level(limit: number): number
  /** Milliseconds until `amount`, or all that it can hold, may be taken; 0 where it may be at once. */
  wait(amount: number, limit: number): number
  take(amount: number, limit: number): void
  /** When it is full again, in milliseconds since 1970. */
  fullAt(): number
}

/**
 * A full bucket. All that it remembers is when it will be full again, so that under another limit it
 * is as full, in proportion, as it was.
 */
export function createBucket(now: () => number): Bucket {
  let fullAt = 0
  const missing = () => Math.max(0, fullAt - now())
  const cost = (amount: number, limit: number) => (Math.min(amount, limit) * MINUTE_MS) / limit
  return {
    level: (limit) => limit - (missing() * limit) / MINUTE_MS,
    wait(amount, limit) {
      const wait = missing() + cost(amount, limit) - MINUTE_MS
      return wait > TOLERANCE_MS ? wait : 0
    },
    take(amount, limit) {
      fullAt = now() + missing() + cost(amount, limit)
    },
    fullAt: () => now() + missing(),
  }
}
