import { QueryClient } from '@tanstack/react-query'
import { isApiError } from '@/lib/wire/errors'

/**
 * The cache of what is saved. The live connection says what is stale, so nothing is refetched on
 * focus; and a server on this machine answers without any network, so being offline stops nothing.
 */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        networkMode: 'always',
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        retry: (failures, error) => failures < 3 && mayPass(error),
      },
      mutations: { networkMode: 'always', retry: false },
    },
  })
}

/** Errors that another try may not meet: no answer, or the server's own trouble. */
function mayPass(error: Error): boolean {
  return !isApiError(error) || error.status === 0 || error.status >= 500
}
