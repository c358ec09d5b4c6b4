import type { LimitGroup, SeenLimit } from './limits'

/** What an answer's head says of limits. */
export type ToldLimits = Pick<LimitGroup, 'limits' | 'others' | 'retryAt'>

/** `anthropic-ratelimit-requests-limit`: family, then what it is, then perhaps which figure of it. */
const NAMED = /^anthropic-(ratelimit|priority|fast)-(.+?)(?:-(limit|remaining|reset|utilization))?$/
/** More are not kept of one answer, nor longer values. */
const MOST = 40
const LONGEST = 200
const SECOND = 1000
/** Seconds and milliseconds since the epoch are told apart by this. */
const FIRST_MS = 100_000_000_000

/**
 * Reads the limits out of an answer's headers, those of unknown names too; null where it has none.
 * Header names are in lower case.
 */
export function readLimitHeaders(
  headers: readonly (readonly [name: string, value: string])[],
  now: number,
): ToldLimits | null {
  const limits = new Map<string, SeenLimit>()
  const others: ToldLimits['others'] = []
  let retryAt: number | null = null
  for (const [name, value] of headers) {
    if (name === 'retry-after') retryAt = readRetryAfter(value, now)
    if (!name.startsWith('anthropic-')) continue
    const [, family, kind, field] = NAMED.exec(name) ?? []
    if (family === undefined || kind === undefined) continue
    if (limits.size + others.length >= MOST) continue
    if (field === undefined) {
      others.push({ name, value: value.slice(0, LONGEST) })
      continue
    }
    const id = `${family} ${kind}`
    const limit = limits.get(id) ?? emptyLimit(family, kind.slice(0, LONGEST), now)
    limits.set(id, limit)
    take(limit, field, value)
  }
  if (limits.size + others.length === 0 && retryAt === null) return null
  return { limits: [...limits.values()], others, retryAt }
}

function emptyLimit(family: string, kind: string, seenAt: number): SeenLimit {
  return { family, kind, limit: null, remaining: null, used: null, resetsAt: null, seenAt }
}

function take(limit: SeenLimit, field: string, value: string): void {
  if (field === 'limit') limit.limit = readNumber(value)
  if (field === 'remaining') limit.remaining = readNumber(value)
  // Subscription traffic tells no more than this share (claude-api.md §6, `unified`).
  if (field === 'utilization') limit.used = readNumber(value)
  if (field === 'reset') limit.resetsAt = readMoment(value)
}

function readNumber(text: string): number | null {
  return /^\d{1,15}(\.\d+)?$/.test(text) ? Number(text) : null
}

/** RFC 3339, or the seconds since the epoch that the `unified` ones have. */
function readMoment(text: string): number | null {
  const number = readNumber(text)
  if (number !== null) return number < FIRST_MS ? number * SECOND : number
  const at = Date.parse(text)
  return Number.isNaN(at) ? null : at
}

/** Seconds, or a date (RFC 9110 §10.2.3). */
function readRetryAfter(text: string, now: number): number | null {
  const seconds = readNumber(text)
  if (seconds !== null) return now + seconds * SECOND
  const at = Date.parse(text)
  return Number.isNaN(at) ? null : at
}
