import type { QueryClient } from '@tanstack/react-query'
import { accountOf } from '@/lib/domain/upstream-keys'
import { settingsQuery } from '../queries/settings'

/** Names the account that an upstream is asked with now. */
export function accountOfUpstream(client: QueryClient, name: string): string | null {
  const upstreams = client.getQueryData(settingsQuery().queryKey)?.upstreams
  return accountOf(upstreams?.find((upstream) => upstream.name === name)?.keyInUse)
}
