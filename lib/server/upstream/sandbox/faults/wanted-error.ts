import 'server-only'
import type { Directives } from '@/lib/domain/sandbox-directives'
import { ApiError } from '@/lib/wire/errors'
import type { HeaderList } from '../../sink'

/** An error that was asked for. */
export type WantedError = NonNullable<Directives['error']>

/** Waiting does not help against these: they come without `retry-after` (claude-api.md §5.2, §6). */
const SPEND_CAPS = new Set(['enforced_spend_limit_reached', 'contract_spend_limit_reached'])

interface Circumstances {
  /** The headers that tell of rate limits. */
  limits?: HeaderList
  /** Milliseconds since 1970. */
  now: number
}

/** The error that was asked for, with its headers. */
export function wantedError(wanted: WantedError, { limits = [], now }: Circumstances): ApiError {
  const status = wanted.value[0] ?? 500
  const code = wanted.code ?? null
  const isSpendCap = code !== null && SPEND_CAPS.has(code)
  const headers: Record<string, string> = status === 429 ? Object.fromEntries(limits) : {}
  const seconds = wanted.retry ?? (status === 429 && !isSpendCap ? 1 : null)
  if (seconds !== null) headers['retry-after'] = String(seconds)
  if (wanted.retryms !== undefined) headers['retry-after-ms'] = String(wanted.retryms)
  if (wanted.noretry === true) headers['x-should-retry'] = 'false'
  const message = `The sandbox answers ${status} because it was asked to.`
  return new ApiError(
    status,
    isSpendCap ? `${message} You will regain access on ${nextMonth(now)} at 00:00 UTC.` : message,
    { headers, ...(code === null ? {} : { details: { error_code: code } }) },
  )
}

function nextMonth(now: number): string {
  const day = new Date(now)
  const first = Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + 1, 1)
  return new Date(first).toISOString().slice(0, 10)
}
