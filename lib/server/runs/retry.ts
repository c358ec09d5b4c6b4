import 'server-only'
import { header } from '../upstream/headers'
import type { HeaderList } from '../upstream/sink'

/** Tries in all, the first included. */
export const MAX_ATTEMPTS = 4
/** All waits of one run together, ms: a header may ask for more, then the run fails and says when. */
export const MAX_TOTAL_WAIT = 60_000

/** Spend caps do not pass with waiting (claude-api.md §5.2). */
const SPEND_CAP = /"error_code"\s*:\s*"(enforced|contract)_spend_limit_reached"/

/** True for the 429 of a spend cap, which no waiting helps against. */
export function isSpendCap(status: number, body: string): boolean {
  return status === 429 && SPEND_CAP.test(body)
}

/** Whether a failed answer may be asked for again (the SDK's rules, claude-api.md §5.3). */
export function isRetryable(status: number, headers: HeaderList, body: string): boolean {
  if (isSpendCap(status, body)) return false
  const asked = header(headers, 'x-should-retry')
  if (asked === 'true') return true
  if (asked === 'false') return false
  return status === 408 || status === 409 || status === 429 || status >= 500
}

/**
 * Milliseconds that the upstream asks to wait: `retry-after-ms`, else `retry-after` in seconds or as
 * a date. Null when it says nothing usable.
 */
export function retryAfterMs(headers: HeaderList, now = Date.now()): number | null {
  const ms = Number(header(headers, 'retry-after-ms') ?? Number.NaN)
  if (ms > 0) return ms
  const text = header(headers, 'retry-after')
  if (text === null) return null
  const seconds = Number(text)
  if (!Number.isNaN(seconds)) return seconds > 0 ? seconds * 1000 : null
  const date = Date.parse(text)
  return Number.isNaN(date) || date <= now ? null : date - now
}

/**
 * The wait before the next attempt, or null when it would take the run's waits past the limit.
 * `failures` = attempts made; `waited` = ms spent waiting so far; `random` in 0..1.
 */
export function nextWait(
  failures: number,
  waited: number,
  headers: HeaderList,
  random = Math.random(),
): number | null {
  const backoff = Math.min(500 * 2 ** (failures - 1), 8000) * (1 - 0.25 * random)
  const wait = retryAfterMs(headers) ?? backoff
  return waited + wait > MAX_TOTAL_WAIT ? null : wait
}
