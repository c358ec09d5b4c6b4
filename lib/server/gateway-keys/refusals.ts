import 'server-only'
import { ApiError } from '@/lib/wire/errors'
import { LONGEST_MODEL } from '../gateway/models-in'

/** As the API says it of a call without a key. */
export function noKey(): ApiError {
  return new ApiError(401, 'x-api-key header is required')
}

/** As the API says it of a key that it does not know. */
export function unknownKey(): ApiError {
  return new ApiError(401, 'invalid x-api-key')
}

export function revokedKey(name: string): ApiError {
  return new ApiError(401, `The gateway key "${name}" has been revoked.`)
}

export function expiredKey(name: string, at: number): ApiError {
  return new ApiError(401, `The gateway key "${name}" expired on ${instant(at)}.`)
}

export function wrongUpstream(
  name: string,
  upstream: string,
  allowed: readonly string[],
): ApiError {
  return new ApiError(
    403,
    `The gateway key "${name}" may not use the upstream ${upstream}. It may use: ${allowed.join(', ')}.`,
  )
}

export function wrongModel(name: string, model: string, allowed: readonly string[]): ApiError {
  const asked =
    model === '' ? 'a call that names no model' : `the model ${model.slice(0, LONGEST_MODEL)}`
  return new ApiError(
    403,
    `The gateway key "${name}" does not allow ${asked}. It allows: ${allowed.join(', ')}.`,
  )
}

export function noBatches(name: string): ApiError {
  return new ApiError(
    403,
    `The gateway key "${name}" has a budget of tokens per day, which a batch could not be held to: what its rows take is known when it has ended. Use a key without that budget for batches.`,
  )
}

export function noOtherPaths(name: string): ApiError {
  return new ApiError(
    403,
    `The gateway key "${name}" has a budget of tokens per day, which this path could not be held to: Parley does not know what it takes. Use a key without that budget.`,
  )
}

/** The SDKs wait as `retry-after` says and ask again. */
export function tooManyCalls(name: string, limit: number, wait: number, now: number): ApiError {
  const seconds = Math.max(1, Math.ceil(wait / 1000))
  const reset = instant(now + seconds * 1000)
  const calls = limit === 1 ? '1 request' : `${limit} requests`
  return new ApiError(
    429,
    `The gateway key "${name}" allows ${calls} per minute, and they are used up. The next one is free in ${seconds} s, at ${reset}.`,
    {
      headers: {
        'retry-after': String(seconds),
        'anthropic-ratelimit-requests-limit': String(limit),
        'anthropic-ratelimit-requests-remaining': '0',
        'anthropic-ratelimit-requests-reset': reset,
      },
    },
  )
}

/** It says to the SDKs that a retry is no use: they would give up long before midnight. */
export function dayIsSpent(
  name: string,
  { limit, spent, resetsAt }: { limit: number; spent: number; resetsAt: number },
  now: number,
): ApiError {
  const seconds = Math.ceil((resetsAt - now) / 1000)
  return new ApiError(
    429,
    `The gateway key "${name}" allows ${limit} tokens per day (UTC), and ${spent} have been used. The budget is whole again at ${instant(resetsAt)}, in ${seconds} s.`,
    { headers: { 'retry-after': String(seconds), 'x-should-retry': 'false' } },
  )
}

/** RFC 3339, to the second. */
function instant(at: number): string {
  return new Date(at).toISOString().replace(/\.\d+Z$/, 'Z')
}
