import 'server-only'
import type { KeyTerms, PatchGatewayKey } from '@/lib/domain/gateway-keys'
import type { GatewayKeyRow } from '../store/schema'

type TermColumns = Pick<
  GatewayKeyRow,
  | 'expires_at'
  | 'upstreams'
  | 'models'
  | 'requests_per_minute'
  | 'tokens_per_day'
  | 'retry'
  | 'fallback'
  | 'cache_ttl'
>

/** The columns for a key's terms. */
export function toTermColumns(terms: KeyTerms): TermColumns {
  const { upstreams, models } = terms
  return {
    expires_at: terms.expiresAt,
    upstreams: upstreams === null ? null : JSON.stringify(upstreams),
    models: models === null ? null : JSON.stringify(models),
    requests_per_minute: terms.requestsPerMinute,
    tokens_per_day: terms.tokensPerDay,
    retry: terms.retry ? 1 : 0,
    fallback: JSON.stringify(terms.fallback),
    cache_ttl: terms.cacheTtlSeconds,
  }
}

/** The terms after a change of those that it names. */
export function withPatch(terms: KeyTerms, patch: PatchGatewayKey): KeyTerms {
  const pick = <T>(next: T | undefined, before: T): T => (next === undefined ? before : next)
  return {
    expiresAt: pick(patch.expiresAt, terms.expiresAt),
    upstreams: pick(patch.upstreams, terms.upstreams),
    models: pick(patch.models, terms.models),
    requestsPerMinute: pick(patch.requestsPerMinute, terms.requestsPerMinute),
    tokensPerDay: pick(patch.tokensPerDay, terms.tokensPerDay),
    retry: pick(patch.retry, terms.retry),
    fallback: pick(patch.fallback, terms.fallback),
    cacheTtlSeconds: pick(patch.cacheTtlSeconds, terms.cacheTtlSeconds),
  }
}
