import 'server-only'
import type { CacheTtl } from './prompt-blocks'

const TTL_MS: Readonly<Record<CacheTtl, number>> = { '5m': 5 * 60_000, '1h': 60 * 60_000 }

/** Which prefixes are cached, by their keys. */
export interface CacheEntries {
  has(key: string): boolean
  /** Gives an entry its whole time again; where there is none, makes one that lives for `ttl`. */
  touch(key: string, ttl: CacheTtl): void
}

/** No entries; of more than `most` those go that were not touched for longest. */
export function createEntries(now: () => number, most = 10_000): CacheEntries {
  const entries = new Map<string, { ttl: CacheTtl; expires: number }>()
  const find = (key: string) => {
    const entry = entries.get(key)
    return entry !== undefined && entry.expires > now() ? entry : undefined
  }
  return {
    has: (key) => find(key) !== undefined,
    touch(key, wanted) {
      const ttl = find(key)?.ttl ?? wanted
      entries.delete(key)
      entries.set(key, { ttl, expires: now() + TTL_MS[ttl] })
      for (const oldest of entries.keys()) {
        if (entries.size <= most) break
        entries.delete(oldest)
      }
    },
  }
}
