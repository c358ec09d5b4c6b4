import { useQuery } from '@tanstack/react-query'
import { settingsQuery } from '@/lib/client/queries/settings'
import type { Run } from '@/lib/domain/run'

/** How the credential of a run travelled to its upstream. */
export function useAuth({ upstream }: Run): 'x-api-key' | 'bearer' | 'none' {
  const { data } = useQuery(settingsQuery())
  return data?.upstreams.find(({ name }) => name === upstream)?.auth ?? 'x-api-key'
}
