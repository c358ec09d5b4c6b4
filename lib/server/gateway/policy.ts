import 'server-only'
import { type Fallback, MOST_FALLBACKS } from '@/lib/domain/gateway-keys'
import { ApiError } from '@/lib/wire/errors'
import type { KeyHolder } from '../gateway-keys/holder'
import { header } from '../upstream/headers'
import type { HeaderList } from '../upstream/sink'
import { LONGEST_MODEL } from './models-in'

/** What Parley does for a call beyond passing it through. */
export interface Policy {
  /** Asks again, before the first byte, where that may help. */
  retry: boolean
  /** Other models or upstreams, tried in this order. */
  fallback: readonly Fallback[]
  /** How old an answer may be that is given again, seconds; null = none is. */
  cacheTtl: number | null
}

/** By which a call says for itself what its key says for all. */
export const RETRY_HEADER = 'x-parley-retry'
export const FALLBACK_HEADER = 'x-parley-fallback'
export const CACHE_HEADER = 'x-parley-cache'

const MOST_SECONDS = 30 * 86_400

/** What the key asks for, or the request where it says so itself. Throws 400. */
export function readPolicy(holder: KeyHolder, headers: HeaderList): Policy {
  const retry = header(headers, RETRY_HEADER)
  const fallback = header(headers, FALLBACK_HEADER)
  const cache = header(headers, CACHE_HEADER)
  return {
    retry: retry === null ? holder.retry : readSwitch(retry),
    fallback: fallback === null ? holder.fallback : readFallback(fallback),
    cacheTtl: cache === null ? holder.cacheTtlSeconds : readSeconds(cache),
  }
}

/** True when a call only has to pass. */
export function isPlain({ retry, fallback, cacheTtl }: Policy): boolean {
  return !retry && fallback.length === 0 && cacheTtl === null
}

function readSwitch(text: string): boolean {
  if (text === 'true' || text === 'false') return text === 'true'
  throw new ApiError(400, `${RETRY_HEADER} must be true or false.`)
}

/** `off`, or a list such as `model=claude-haiku-5-5, upstream=vendor;model=some-model`. */
function readFallback(text: string): Fallback[] {
  if (text === 'off') return []
  const list = text.split(',').map((part) => {
    const target: Fallback = { upstream: null, model: null }
    for (const pair of part.split(';')) {
      const [, name, value] = /^\s*(upstream|model)\s*=\s*(\S+)\s*$/.exec(pair) ?? []
      if (value === undefined) {
        throw new ApiError(
          400,
          `${FALLBACK_HEADER} must be off, or a list such as model=NAME, upstream=NAME;model=NAME.`,
        )
      }
      if (value.length > LONGEST_MODEL) {
        throw new ApiError(
          400,
          `${FALLBACK_HEADER}: a name has at most ${LONGEST_MODEL} characters.`,
        )
      }
      target[name === 'upstream' ? 'upstream' : 'model'] = value
    }
    return target
  })
  if (list.length <= MOST_FALLBACKS) return list
  throw new ApiError(400, `${FALLBACK_HEADER} may name at most ${MOST_FALLBACKS} of them.`)
}

/** `off`, or how many seconds old an answer may be. */
function readSeconds(text: string): number | null {
  if (text === 'off') return null
  const seconds = /^\d{1,7}$/.test(text) ? Number(text) : 0
  if (seconds >= 1 && seconds <= MOST_SECONDS) return seconds
  throw new ApiError(400, `${CACHE_HEADER} must be off, or seconds from 1 to ${MOST_SECONDS}.`)
}
