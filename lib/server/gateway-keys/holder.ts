import 'server-only'
import * as z from 'zod/mini'
import { FIRST_KEY, type GatewayKeyView, type KeyUse } from '@/lib/domain/gateway-keys'
import type { GatewayKeyRow } from '../store/schema'

/** Who calls the gateway. */
export interface KeyHolder {
  /** `first` for the key of the environment or file; else the row's id. */
  id: string
  name: string
  /** Null = all. */
  upstreams: readonly string[] | null
  /** Null = all; exact ids or a beginning that ends in `*`. */
  models: readonly string[] | null
  retry: boolean
  fallback: readonly { upstream: string | null; model: string | null }[]
  cacheTtlSeconds: number | null
}

export const FIRST_HOLDER: KeyHolder = {
  id: FIRST_KEY,
  name: FIRST_KEY,
  upstreams: null,
  models: null,
  retry: false,
  fallback: [],
  cacheTtlSeconds: null,
}

/** A key of the table, read once. */
export interface StoredGatewayKey extends Omit<GatewayKeyView, keyof KeyUse | 'state'> {
  hash: string
  holder: KeyHolder
}

const listSchema = z.array(z.string())
const fallbackSchema = z.array(
  z.object({ upstream: z.nullable(z.string()), model: z.nullable(z.string()) }),
)

export function openRow(row: GatewayKeyRow): StoredGatewayKey {
  const holder = {
    id: row.id,
    name: row.name,
    // A limit that this version cannot read lets nothing through.
    upstreams: row.upstreams === null ? null : (parse(row.upstreams, listSchema) ?? []),
    models: row.models === null ? null : (parse(row.models, listSchema) ?? []),
    retry: row.retry === 1,
    fallback: parse(row.fallback, fallbackSchema) ?? [],
    cacheTtlSeconds: row.cache_ttl,
  }
  return {
    ...holder,
    hash: row.hash,
    hint: row.hint,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    revokedAt: row.revoked_at,
    requestsPerMinute: row.requests_per_minute,
    tokensPerDay: row.tokens_per_day,
    holder,
  }
}

function parse<T>(json: string, schema: z.core.$ZodType<T>): T | null {
  return z.safeParse(schema, JSON.parse(json)).data ?? null
}
